"""Guarantees: Ukraine's security guarantees in the news, from feeds to a warehouse that answers with the sentence.

The flow, one stage a line; every stage takes one record in and gives one record out:

    sources   config/feeds.toml      ─► Source, Feed
    fetch     Feed                   ─► responses, entries          (the only room with sockets)
    archive   responses              ─► Capture in a WARC file      (bytes first: everything below reads only these)
    clean     Page                   ─► Article | Rejection         (pure)
    extract   Article                ─► Mention …                   (pure)
    link      Mention …              ─► Event …                     (pure)
    validate  staged batch           ─► Verdict                     (the only room with Great Expectations)
    load      batch, Verdict         ─► warehouse rows              (one transaction)
    report    warehouse              ─► what people look at

`run` is the only wiring; `cli` and the DAGs call nothing else.
"""
