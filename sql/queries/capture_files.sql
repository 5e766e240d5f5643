-- Names of the WARC files that are indexed.
select warc_file
from raw.warc_files
order by warc_file
