-- Note that all captures of a WARC file are indexed.
insert into raw.warc_files (warc_file, capture_count, byte_count)
values (%s, %s, %s)
on conflict (warc_file) do nothing
