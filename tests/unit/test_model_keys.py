"""Keys of content are the standard's version 5: whoever has a name can make the key without this code."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import content_id
from pipeline.model.keys import NAMESPACE

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20)
"""Any text that UTF-8 can hold."""


@given(TEXT, st.lists(TEXT, max_size=4))
def test_a_key_is_the_standards_version_5(kind: str, parts: list[str]) -> None:
    assert content_id(kind, *parts) == uuid.uuid5(NAMESPACE, "\x1f".join([kind, *parts]))
