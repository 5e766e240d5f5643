"""Fetching: the only room with sockets.

    due feeds ─► conditional request ─► archive ─► entries ─► pages, politely ─► archive ─► index

`policy` decides (pure, handed the clock), `http` asks, `feeds` reads, `poll` goes through the steps. What is
received is handed to a Keeper (the archive, wired by `run`) before anything reads it. The doors are
`pipeline.fetch.poll`, `.http`, `.feed_worker` and `.state`; this page imports nothing, because the process that
parses feeds starts from it and must start fast.
"""
