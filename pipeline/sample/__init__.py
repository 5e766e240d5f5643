"""The bundled sample: three outlets that exist here only, and how to serve them on loopback.

    site/        3 feeds and 22 pages in 5 layouts; site/feeds.toml is their watch list
    editions/2/  what the outlets changed on the next day: one corrected story, and the feed that says so
    faults/      feeds and pages that are broken on purpose, with a watch list of their own

The stories retell the public record in our own words; outlets and reporters are invented. `{{base}}` in a file is
where it is being served. An article is known by its canonical URL, port included, so whoever serves the sample again
must serve it at the same port: keep it with `stable_port`.
"""

from pipeline.sample.server import (
    FAULTS,
    LAST_EDITION,
    SITE,
    SampleServer,
    fault_sources_toml,
    sample_sources_toml,
    serve,
    stable_port,
)

__all__ = [
    "FAULTS",
    "LAST_EDITION",
    "SITE",
    "SampleServer",
    "fault_sources_toml",
    "sample_sources_toml",
    "serve",
    "stable_port",
]
