-- Reference data and published facts. Bitemporal and append-only: rows are added and closed, never rewritten.
-- The first column of every key of a fact is what a distributed engine would shard on; facts point only at reference data.

-- ---------------------------------------------------------------- reference data
create table warehouse.sources (
    source_id text primary key,
    name text not null,
    country_code text,
    language_code text,
    source_type text,
    first_recorded_at timestamptz not null default clock_timestamp()
);
comment on table warehouse.sources is 'Grain: one outlet. Added by the loader with its first capture; described as the watch list describes it.';
comment on column warehouse.sources.source_id is 'The card''s id in the watch list.';
comment on column warehouse.sources.name is 'Name shown to people; the id when no watch list names it.';
comment on column warehouse.sources.country_code is 'ISO 3166-1 alpha-2 code of where it publishes, or EU, NATO, ZZ; null when no watch list names it.';
comment on column warehouse.sources.language_code is 'ISO 639 code of its feed''s language; null when no watch list names it.';
comment on column warehouse.sources.source_type is 'What the outlet is, as the watch list says: media, official, agency and so on; null when no watch list names it.';
comment on column warehouse.sources.first_recorded_at is 'When this warehouse first met it (UTC).';

create table warehouse.actors (
    actor_code text primary key,
    actor_type text not null check (actor_type in ('country', 'organisation', 'group')),
    name text not null
);
comment on table warehouse.actors is 'Grain: one actor code that an event may carry.';
comment on column warehouse.actors.actor_code is 'ISO 3166-1 alpha-3 (XKX for Kosovo), or NATO, EU, UN, G7, COTW, EUROPE.';
comment on column warehouse.actors.actor_type is 'country, organisation (with organs of its own), or group (a name for several countries).';
comment on column warehouse.actors.name is 'English name.';
insert into warehouse.actors (actor_code, actor_type, name) values
    ('ABW', 'country', 'Aruba'),
    ('AFG', 'country', 'Afghanistan'),
    ('AGO', 'country', 'Angola'),
    ('AIA', 'country', 'Anguilla'),
    ('ALA', 'country', 'Åland Islands'),
    ('ALB', 'country', 'Albania'),
    ('AND', 'country', 'Andorra'),
    ('ARE', 'country', 'United Arab Emirates'),
    ('ARG', 'country', 'Argentina'),
    ('ARM', 'country', 'Armenia'),
    ('ASM', 'country', 'American Samoa'),
    ('ATA', 'country', 'Antarctica'),
    ('ATF', 'country', 'French Southern Territories'),
    ('ATG', 'country', 'Antigua & Barbuda'),
    ('AUS', 'country', 'Australia'),
    ('AUT', 'country', 'Austria'),
    ('AZE', 'country', 'Azerbaijan'),
    ('BDI', 'country', 'Burundi'),
    ('BEL', 'country', 'Belgium'),
    ('BEN', 'country', 'Benin'),
    ('BES', 'country', 'Caribbean Netherlands'),
    ('BFA', 'country', 'Burkina Faso'),
    ('BGD', 'country', 'Bangladesh'),
    ('BGR', 'country', 'Bulgaria'),
    ('BHR', 'country', 'Bahrain'),
    ('BHS', 'country', 'Bahamas'),
    ('BIH', 'country', 'Bosnia & Herzegovina'),
    ('BLM', 'country', 'Saint Barthélemy'),
    ('BLR', 'country', 'Belarus'),
    ('BLZ', 'country', 'Belize'),
    ('BMU', 'country', 'Bermuda'),
    ('BOL', 'country', 'Bolivia'),
    ('BRA', 'country', 'Brazil'),
    ('BRB', 'country', 'Barbados'),
    ('BRN', 'country', 'Brunei'),
    ('BTN', 'country', 'Bhutan'),
    ('BVT', 'country', 'Bouvet Island'),
    ('BWA', 'country', 'Botswana'),
    ('CAF', 'country', 'Central African Republic'),
    ('CAN', 'country', 'Canada'),
    ('CCK', 'country', 'Cocos (Keeling) Islands'),
    ('CHE', 'country', 'Switzerland'),
    ('CHL', 'country', 'Chile'),
    ('CHN', 'country', 'China'),
    ('CIV', 'country', 'Côte d''Ivoire'),
    ('CMR', 'country', 'Cameroon'),
    ('COD', 'country', 'Congo (Kinshasa)'),
    ('COG', 'country', 'Congo (Brazzaville)'),
    ('COK', 'country', 'Cook Islands'),
    ('COL', 'country', 'Colombia'),
    ('COM', 'country', 'Comoros'),
    ('CPV', 'country', 'Cape Verde'),
    ('CRI', 'country', 'Costa Rica'),
    ('CUB', 'country', 'Cuba'),
    ('CUW', 'country', 'Curaçao'),
    ('CXR', 'country', 'Christmas Island'),
    ('CYM', 'country', 'Cayman Islands'),
    ('CYP', 'country', 'Cyprus'),
    ('CZE', 'country', 'Czechia'),
    ('DEU', 'country', 'Germany'),
    ('DJI', 'country', 'Djibouti'),
    ('DMA', 'country', 'Dominica'),
    ('DNK', 'country', 'Denmark'),
    ('DOM', 'country', 'Dominican Republic'),
    ('DZA', 'country', 'Algeria'),
    ('ECU', 'country', 'Ecuador'),
    ('EGY', 'country', 'Egypt'),
    ('ERI', 'country', 'Eritrea'),
    ('ESH', 'country', 'Western Sahara'),
    ('ESP', 'country', 'Spain'),
    ('EST', 'country', 'Estonia'),
    ('ETH', 'country', 'Ethiopia'),
    ('FIN', 'country', 'Finland'),
    ('FJI', 'country', 'Fiji'),
    ('FLK', 'country', 'Falkland Islands'),
    ('FRA', 'country', 'France'),
    ('FRO', 'country', 'Faroe Islands'),
    ('FSM', 'country', 'Micronesia'),
    ('GAB', 'country', 'Gabon'),
    ('GBR', 'country', 'United Kingdom'),
    ('GEO', 'country', 'Georgia'),
    ('GGY', 'country', 'Guernsey'),
    ('GHA', 'country', 'Ghana'),
    ('GIB', 'country', 'Gibraltar'),
    ('GIN', 'country', 'Guinea'),
    ('GLP', 'country', 'Guadeloupe'),
    ('GMB', 'country', 'Gambia'),
    ('GNB', 'country', 'Guinea-Bissau'),
    ('GNQ', 'country', 'Equatorial Guinea'),
    ('GRC', 'country', 'Greece'),
    ('GRD', 'country', 'Grenada'),
    ('GRL', 'country', 'Greenland'),
    ('GTM', 'country', 'Guatemala'),
    ('GUF', 'country', 'French Guiana'),
    ('GUM', 'country', 'Guam'),
    ('GUY', 'country', 'Guyana'),
    ('HKG', 'country', 'Hong Kong'),
    ('HMD', 'country', 'Heard & McDonald Islands'),
    ('HND', 'country', 'Honduras'),
    ('HRV', 'country', 'Croatia'),
    ('HTI', 'country', 'Haiti'),
    ('HUN', 'country', 'Hungary'),
    ('IDN', 'country', 'Indonesia'),
    ('IMN', 'country', 'Isle of Man'),
    ('IND', 'country', 'India'),
    ('IOT', 'country', 'British Indian Ocean Territory'),
    ('IRL', 'country', 'Ireland'),
    ('IRN', 'country', 'Iran'),
    ('IRQ', 'country', 'Iraq'),
    ('ISL', 'country', 'Iceland'),
    ('ISR', 'country', 'Israel'),
    ('ITA', 'country', 'Italy'),
    ('JAM', 'country', 'Jamaica'),
    ('JEY', 'country', 'Jersey'),
    ('JOR', 'country', 'Jordan'),
    ('JPN', 'country', 'Japan'),
    ('KAZ', 'country', 'Kazakhstan'),
    ('KEN', 'country', 'Kenya'),
    ('KGZ', 'country', 'Kyrgyzstan'),
    ('KHM', 'country', 'Cambodia'),
    ('KIR', 'country', 'Kiribati'),
    ('KNA', 'country', 'Saint Kitts & Nevis'),
    ('KOR', 'country', 'South Korea'),
    ('KWT', 'country', 'Kuwait'),
    ('LAO', 'country', 'Laos'),
    ('LBN', 'country', 'Lebanon'),
    ('LBR', 'country', 'Liberia'),
    ('LBY', 'country', 'Libya'),
    ('LCA', 'country', 'Saint Lucia'),
    ('LIE', 'country', 'Liechtenstein'),
    ('LKA', 'country', 'Sri Lanka'),
    ('LSO', 'country', 'Lesotho'),
    ('LTU', 'country', 'Lithuania'),
    ('LUX', 'country', 'Luxembourg'),
    ('LVA', 'country', 'Latvia'),
    ('MAC', 'country', 'Macao'),
    ('MAF', 'country', 'Saint Martin'),
    ('MAR', 'country', 'Morocco'),
    ('MCO', 'country', 'Monaco'),
    ('MDA', 'country', 'Moldova'),
    ('MDG', 'country', 'Madagascar'),
    ('MDV', 'country', 'Maldives'),
    ('MEX', 'country', 'Mexico'),
    ('MHL', 'country', 'Marshall Islands'),
    ('MKD', 'country', 'North Macedonia'),
    ('MLI', 'country', 'Mali'),
    ('MLT', 'country', 'Malta'),
    ('MMR', 'country', 'Myanmar'),
    ('MNE', 'country', 'Montenegro'),
    ('MNG', 'country', 'Mongolia'),
    ('MNP', 'country', 'Northern Mariana Islands'),
    ('MOZ', 'country', 'Mozambique'),
    ('MRT', 'country', 'Mauritania'),
    ('MSR', 'country', 'Montserrat'),
    ('MTQ', 'country', 'Martinique'),
    ('MUS', 'country', 'Mauritius'),
    ('MWI', 'country', 'Malawi'),
    ('MYS', 'country', 'Malaysia'),
    ('MYT', 'country', 'Mayotte'),
    ('NAM', 'country', 'Namibia'),
    ('NCL', 'country', 'New Caledonia'),
    ('NER', 'country', 'Niger'),
    ('NFK', 'country', 'Norfolk Island'),
    ('NGA', 'country', 'Nigeria'),
    ('NIC', 'country', 'Nicaragua'),
    ('NIU', 'country', 'Niue'),
    ('NLD', 'country', 'Netherlands'),
    ('NOR', 'country', 'Norway'),
    ('NPL', 'country', 'Nepal'),
    ('NRU', 'country', 'Nauru'),
    ('NZL', 'country', 'New Zealand'),
    ('OMN', 'country', 'Oman'),
    ('PAK', 'country', 'Pakistan'),
    ('PAN', 'country', 'Panama'),
    ('PCN', 'country', 'Pitcairn Islands'),
    ('PER', 'country', 'Peru'),
    ('PHL', 'country', 'Philippines'),
    ('PLW', 'country', 'Palau'),
    ('PNG', 'country', 'Papua New Guinea'),
    ('POL', 'country', 'Poland'),
    ('PRI', 'country', 'Puerto Rico'),
    ('PRK', 'country', 'North Korea'),
    ('PRT', 'country', 'Portugal'),
    ('PRY', 'country', 'Paraguay'),
    ('PSE', 'country', 'Palestine'),
    ('PYF', 'country', 'French Polynesia'),
    ('QAT', 'country', 'Qatar'),
    ('REU', 'country', 'Réunion'),
    ('ROU', 'country', 'Romania'),
    ('RUS', 'country', 'Russia'),
    ('RWA', 'country', 'Rwanda'),
    ('SAU', 'country', 'Saudi Arabia'),
    ('SDN', 'country', 'Sudan'),
    ('SEN', 'country', 'Senegal'),
    ('SGP', 'country', 'Singapore'),
    ('SGS', 'country', 'South Georgia & South Sandwich Islands'),
    ('SHN', 'country', 'Saint Helena'),
    ('SJM', 'country', 'Svalbard & Jan Mayen'),
    ('SLB', 'country', 'Solomon Islands'),
    ('SLE', 'country', 'Sierra Leone'),
    ('SLV', 'country', 'El Salvador'),
    ('SMR', 'country', 'San Marino'),
    ('SOM', 'country', 'Somalia'),
    ('SPM', 'country', 'Saint Pierre & Miquelon'),
    ('SRB', 'country', 'Serbia'),
    ('SSD', 'country', 'South Sudan'),
    ('STP', 'country', 'São Tomé & Príncipe'),
    ('SUR', 'country', 'Suriname'),
    ('SVK', 'country', 'Slovakia'),
    ('SVN', 'country', 'Slovenia'),
    ('SWE', 'country', 'Sweden'),
    ('SWZ', 'country', 'Eswatini'),
    ('SXM', 'country', 'Sint Maarten'),
    ('SYC', 'country', 'Seychelles'),
    ('SYR', 'country', 'Syria'),
    ('TCA', 'country', 'Turks & Caicos Islands'),
    ('TCD', 'country', 'Chad'),
    ('TGO', 'country', 'Togo'),
    ('THA', 'country', 'Thailand'),
    ('TJK', 'country', 'Tajikistan'),
    ('TKL', 'country', 'Tokelau'),
    ('TKM', 'country', 'Turkmenistan'),
    ('TLS', 'country', 'Timor-Leste'),
    ('TON', 'country', 'Tonga'),
    ('TTO', 'country', 'Trinidad & Tobago'),
    ('TUN', 'country', 'Tunisia'),
    ('TUR', 'country', 'Turkey'),
    ('TUV', 'country', 'Tuvalu'),
    ('TWN', 'country', 'Taiwan'),
    ('TZA', 'country', 'Tanzania'),
    ('UGA', 'country', 'Uganda'),
    ('UKR', 'country', 'Ukraine'),
    ('UMI', 'country', 'U.S. Outlying Islands'),
    ('URY', 'country', 'Uruguay'),
    ('USA', 'country', 'United States'),
    ('UZB', 'country', 'Uzbekistan'),
    ('VAT', 'country', 'Vatican City'),
    ('VCT', 'country', 'Saint Vincent & Grenadines'),
    ('VEN', 'country', 'Venezuela'),
    ('VGB', 'country', 'British Virgin Islands'),
    ('VIR', 'country', 'U.S. Virgin Islands'),
    ('VNM', 'country', 'Vietnam'),
    ('VUT', 'country', 'Vanuatu'),
    ('WLF', 'country', 'Wallis & Futuna'),
    ('WSM', 'country', 'Samoa'),
    ('XKX', 'country', 'Kosovo'),
    ('YEM', 'country', 'Yemen'),
    ('ZAF', 'country', 'South Africa'),
    ('ZMB', 'country', 'Zambia'),
    ('ZWE', 'country', 'Zimbabwe'),
    ('NATO', 'organisation', 'NATO'),
    ('EU', 'organisation', 'European Union'),
    ('UN', 'organisation', 'United Nations'),
    ('G7', 'group', 'Group of Seven'),
    ('COTW', 'group', 'Coalition of the willing (Ukraine''s Western allies)'),
    ('EUROPE', 'group', 'European states, unnamed');

create table warehouse.instruments (
    instrument text primary key,
    name text not null,
    obligation text
);
comment on table warehouse.instruments is 'Grain: one kind of means to secure Ukraine (codebook, list of 20).';
comment on column warehouse.instruments.instrument is 'Code.';
comment on column warehouse.instruments.name is 'What it stands for.';
comment on column warehouse.instruments.obligation is 'Obligation in the sense of ATOP (Leeds et al. 2002): defense, neutrality, nonaggression, consultation; null when none by itself.';
insert into warehouse.instruments (instrument, name, obligation) values
    ('TROOPS', 'Peacekeepers, reassurance or multinational force', 'defense, only if obliged to fight'),
    ('MONITOR', 'Verification of a truce', null),
    ('AIR', 'Air policing, no-fly zone', null),
    ('MARITIME', 'Security of the Black Sea', null),
    ('NATO', 'Membership of NATO or an invitation', 'defense'),
    ('ART5', 'A pledge like Article 5 outside NATO', 'defense'),
    ('BACKSTOP', 'United States support to a European force', null),
    ('BILAT', 'Bilateral security agreement, Vilnius declaration or Kyiv compact', 'consultation'),
    ('EU', 'Accession to the European Union, Article 42.7', 'defense'),
    ('ARMS', 'Programmes of weapons and military aid', null),
    ('TRAIN', 'Training of forces', null),
    ('INTEL', 'Sharing of intelligence', null),
    ('FUND', 'Frozen assets, reparations or ERA loans, budget support for security', null),
    ('SNAPBACK', 'Return of lifted sanctions', null),
    ('NUCLEAR', 'Nuclear umbrella or own deterrent', 'defense'),
    ('DMZ', 'Demilitarised or buffer zone', null),
    ('NEUTRAL', 'Neutrality, caps on forces, vow not to join NATO', 'neutrality'),
    ('GUARANTOR', 'Treaty of guarantor states (Istanbul 2022)', 'defense or nonaggression'),
    ('BUDAPEST', 'Assurances of 1994', 'nonaggression and consultation'),
    ('GENERIC', 'Security guarantees without a stated form', null);

create table warehouse.event_types (
    event_type text primary key,
    meaning text not null,
    family text not null,
    plover_type text,
    cameo_root text not null,
    cameo_codes text[] not null
);
comment on table warehouse.event_types is 'Grain: one type of act (codebook, 14 types), with the codes of PLOVER and CAMEO.';
comment on column warehouse.event_types.event_type is 'Code.';
comment on column warehouse.event_types.meaning is 'What the actor does.';
comment on column warehouse.event_types.family is 'Block within which reports may be linked to one happening: idea, talk, deal, or the type alone.';
comment on column warehouse.event_types.plover_type is 'PLOVER event type; null where PLOVER has none. IMPLEMENT of INTEL is COOPERATE.';
comment on column warehouse.event_types.cameo_root is 'CAMEO root code.';
comment on column warehouse.event_types.cameo_codes is 'CAMEO codes it maps to, by instrument.';
insert into warehouse.event_types (event_type, meaning, family, plover_type, cameo_root, cameo_codes) values
    ('CONSULT', 'Talked, met, phoned about it', 'talk', 'CONSULT', '04', '{040,041,042,043,044,046}'),
    ('CONSIDER', 'Weighs it, keeps it open, no decision', 'idea', null, '01', '{014}'),
    ('PROPOSE', 'Tables a design or a draft', 'idea', 'REQUEST', '02', '{0234,0232,0231,0214,022}'),
    ('REQUEST', 'Asks or demands it of another', 'idea', 'REQUEST', '02', '{0234,0232,0231,0214,022,1034,1032}'),
    ('PLEDGE', 'Commits own means', 'deal', 'AGREE', '03', '{0334,0332,0331,0314,0312}'),
    ('SIGN', 'Signs, adopts, concludes', 'deal', 'SUPPORT', '05', '{057}'),
    ('RATIFY', 'Legislature or voters approve', 'deal', 'SUPPORT', '05', '{057}'),
    ('IMPLEMENT', 'Deployed, delivered, disbursed, extended', 'deal', 'AID', '07', '{074,072,071,064}'),
    ('SUPPORT', 'Endorses another''s instrument', 'deal', 'SUPPORT', '05', '{051}'),
    ('REJECT', 'Rules out, refuses, blocks, vetoes', 'reject', 'REJECT', '12', '{1224,1222,1221,1214,127,129}'),
    ('ACCUSE', 'Criticises or ridicules it or its absence', 'accuse', 'ACCUSE', '11', '{111}'),
    ('THREATEN', 'Warns of force or consequences', 'threaten', 'THREATEN', '13', '{138,130}'),
    ('SUSPEND', 'Pauses, withdraws', 'suspend', 'SANCTION', '16', '{1622,1621,162}'),
    ('CONCEDE', 'Gives up a claim or an objection', 'deal', 'CONCEDE', '08', '{080}');

create table warehouse.statuses (
    status text primary key,
    rung smallint unique check (rung between 1 and 7),
    meaning text not null
);
comment on table warehouse.statuses is 'Grain: one state of an instrument; those with a rung form the ladder.';
comment on column warehouse.statuses.status is 'Code.';
comment on column warehouse.statuses.rung is 'Place on the ladder from 1 (speculated) to 7 (implemented); null off the ladder.';
comment on column warehouse.statuses.meaning is 'What has happened to the instrument.';
insert into warehouse.statuses (status, rung, meaning) values
    ('speculated', 1, 'Talked of by others as possible'),
    ('discussed', 2, 'Talked of by those concerned'),
    ('proposed', 3, 'Tabled or asked for'),
    ('pledged', 4, 'Promised'),
    ('signed', 5, 'Signed or adopted'),
    ('ratified', 6, 'Approved by legislature or voters'),
    ('implemented', 7, 'Deployed, delivered, paid'),
    ('rejected', null, 'Refused'),
    ('suspended', null, 'Paused or withdrawn'),
    ('denied', null, 'Said not to be so');

-- ---------------------------------------------------------------- captures and articles
create table warehouse.outcomes (
    capture_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    day date not null,
    source_id text not null references warehouse.sources,
    requested_url text not null,
    responded_url text not null,
    fetched_at timestamptz not null,
    http_status integer not null,
    content_type text not null,
    sha256 text not null,
    warc_file text not null,
    warc_offset bigint not null check (warc_offset >= 0),
    warc_length bigint not null check (warc_length > 0),
    outcome text not null check (outcome in ('article', 'rejection')),
    reason text,
    detail text,
    article_id uuid,
    version_id uuid,
    cleaner_version text not null,
    row_hash uuid not null,
    batch_id uuid not null,
    superseded_by_batch_id uuid,
    primary key (capture_id, recorded_at),
    check (superseded_at > recorded_at),
    check ((outcome = 'article') = (article_id is not null and version_id is not null)),
    check ((outcome = 'rejection') = (reason is not null))
);
create unique index outcomes_current on warehouse.outcomes (capture_id) where superseded_at = 'infinity';
create index outcomes_day on warehouse.outcomes (day, source_id);
create index outcomes_article on warehouse.outcomes (article_id, version_id);
comment on table warehouse.outcomes is 'Grain: one belief about what one archived page turned out to be: an article or a rejection. Bitemporal.';
comment on column warehouse.outcomes.capture_id is 'The archived response: raw.captures.';
comment on column warehouse.outcomes.day is 'The day (UTC) it belongs to.';
comment on column warehouse.outcomes.source_id is 'Outlet.';
comment on column warehouse.outcomes.requested_url is 'Address that was asked for.';
comment on column warehouse.outcomes.responded_url is 'Address that answered, after redirects.';
comment on column warehouse.outcomes.fetched_at is 'When the answer came (UTC).';
comment on column warehouse.outcomes.http_status is 'HTTP status code.';
comment on column warehouse.outcomes.content_type is 'Content-Type as sent; may be empty.';
comment on column warehouse.outcomes.sha256 is 'SHA-256 of the payload, 64 hex digits.';
comment on column warehouse.outcomes.warc_file is 'WARC file below the archive''s root.';
comment on column warehouse.outcomes.warc_offset is 'Where the response record begins, bytes.';
comment on column warehouse.outcomes.warc_length is 'Length of the record as stored, bytes.';
comment on column warehouse.outcomes.outcome is 'article or rejection.';
comment on column warehouse.outcomes.reason is 'Why it is no article: a code of a closed list; null for an article.';
comment on column warehouse.outcomes.detail is 'The same for people; null for an article.';
comment on column warehouse.outcomes.article_id is 'The article it gave; null for a rejection.';
comment on column warehouse.outcomes.version_id is 'The wording it gave; null for a rejection.';
comment on column warehouse.outcomes.cleaner_version is 'Version of the cleaner that first said so.';
comment on column warehouse.outcomes.recorded_at is 'Since when this warehouse believed the row (UTC, after the lock of its publication).';
comment on column warehouse.outcomes.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.outcomes.batch_id is 'Batch that wrote the row: ops.ledger.';
comment on column warehouse.outcomes.superseded_by_batch_id is 'Batch that closed the row; null while it is believed.';
comment on column warehouse.outcomes.row_hash is 'Digest of what the row says (keys, times and versions apart): an equal row is not written again.';

create table warehouse.articles (
    article_id uuid primary key,
    canonical_url text not null,
    source_id text not null references warehouse.sources,
    recorded_at timestamptz not null,
    batch_id uuid not null
);
comment on table warehouse.articles is 'Grain: one canonical URL. Holds only what never changes.';
comment on column warehouse.articles.article_id is 'uuid5 of canonical_url, so the URL needs no unique index of its own.';
comment on column warehouse.articles.canonical_url is 'The address that the article is keyed by.';
comment on column warehouse.articles.source_id is 'Outlet that was first seen to publish it.';
comment on column warehouse.articles.recorded_at is 'When this warehouse first published it (UTC).';
comment on column warehouse.articles.batch_id is 'Batch that did: ops.ledger.';

create table warehouse.article_versions (
    article_id uuid not null references warehouse.articles,
    version_id uuid not null,
    title text not null,
    body text not null,
    first_capture_id uuid not null,
    recorded_at timestamptz not null,
    batch_id uuid not null,
    primary key (article_id, version_id)
);
comment on table warehouse.article_versions is 'Grain: one wording of one article. Never changes; which one is current is in article_states.';
comment on column warehouse.article_versions.article_id is 'The article.';
comment on column warehouse.article_versions.version_id is 'uuid5 of URL, title and body.';
comment on column warehouse.article_versions.title is 'Headline after cleaning.';
comment on column warehouse.article_versions.body is 'Text after cleaning, a paragraph a line. Offsets of mentions are code points into it or into the title.';
comment on column warehouse.article_versions.first_capture_id is 'First capture that this warehouse saw the wording in.';
comment on column warehouse.article_versions.recorded_at is 'When it was first published here (UTC).';
comment on column warehouse.article_versions.batch_id is 'Batch that did: ops.ledger.';

create table warehouse.article_states (
    article_id uuid not null references warehouse.articles,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    version_id uuid not null,
    capture_id uuid not null,
    source_id text not null references warehouse.sources,
    fetched_at timestamptz not null,
    published_at timestamptz,
    date_source text not null,
    date_confidence double precision not null check (date_confidence between 0 and 1),
    published_raw text not null,
    modified_at timestamptz,
    authors text[] not null,
    language text not null,
    declared_language text,
    section text,
    flags text[] not null,
    cleaner_version text not null,
    row_hash uuid not null,
    batch_id uuid not null,
    superseded_by_batch_id uuid,
    primary key (article_id, recorded_at),
    check (superseded_at > recorded_at)
);
create unique index article_states_current on warehouse.article_states (article_id) where superseded_at = 'infinity';
create index article_states_published on warehouse.article_states (published_at, source_id);
comment on table warehouse.article_states is 'Grain: one belief about one article: its current wording and what the page says of itself. Bitemporal.';
comment on column warehouse.article_states.article_id is 'The article.';
comment on column warehouse.article_states.version_id is 'Wording held to be current: that of the latest capture.';
comment on column warehouse.article_states.capture_id is 'Capture that it was read from: warehouse.outcomes leads to the bytes.';
comment on column warehouse.article_states.source_id is 'Outlet.';
comment on column warehouse.article_states.fetched_at is 'When that capture was made (UTC): an older one never replaces a newer one.';
comment on column warehouse.article_states.published_at is 'When the outlet says it was published (UTC); null when no date could be trusted.';
comment on column warehouse.article_states.date_source is 'Where published_at came from: jsonld, opengraph, meta, time, visible, url, feed, htmldate, none.';
comment on column warehouse.article_states.date_confidence is 'How sure published_at is, 0 to 1.';
comment on column warehouse.article_states.published_raw is 'The date as written; empty when none was found.';
comment on column warehouse.article_states.modified_at is 'When the outlet says it was last changed (UTC); null when it says nothing.';
comment on column warehouse.article_states.authors is 'Names as given; may be empty.';
comment on column warehouse.article_states.language is 'ISO 639-1 code found in the text; und when undetermined.';
comment on column warehouse.article_states.declared_language is 'Language that the page declares; null when none.';
comment on column warehouse.article_states.section is 'Section that the page declares; null when none.';
comment on column warehouse.article_states.flags is 'Faults that did not stop the article, as class: detail; may be empty.';
comment on column warehouse.article_states.cleaner_version is 'Version of the cleaner that first said so.';
comment on column warehouse.article_states.recorded_at is 'Since when this warehouse believed the row (UTC, after the lock of its publication).';
comment on column warehouse.article_states.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.article_states.batch_id is 'Batch that wrote the row: ops.ledger.';
comment on column warehouse.article_states.superseded_by_batch_id is 'Batch that closed the row; null while it is believed.';
comment on column warehouse.article_states.row_hash is 'Digest of what the row says (keys, times and versions apart): an equal row is not written again.';

-- ---------------------------------------------------------------- mentions and events
create table warehouse.mentions (
    mention_id uuid not null,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    event_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    capture_id uuid not null,
    source_id text not null references warehouse.sources,
    published_at timestamptz not null,
    event_type text not null references warehouse.event_types,
    instruments text[] not null check (cardinality(instruments) > 0),
    actor_codes text[] not null check (cardinality(actor_codes) > 0),
    actors jsonb not null,
    recipients text[] not null,
    providers text[] not null,
    status text not null references warehouse.statuses,
    stance text not null check (stance in ('support', 'oppose', 'conditional', 'undecided', 'neutral')),
    conditions text[] not null,
    factuality text not null check (factuality in ('CT+', 'PR+', 'PS+', 'CT-', 'PR-', 'PS-', 'Uu')),
    confirmation text not null check (confirmation in ('none', 'confirmed', 'denied', 'not_denied', 'no_comment')),
    date_start date not null,
    date_end date not null,
    date_precision text not null check (date_precision in ('day', 'week', 'month', 'quarter', 'year', 'pub')),
    date_text text,
    magnitude_value double precision,
    magnitude_unit text,
    confidence double precision not null check (confidence between 0 and 1),
    outlet text,
    speaker text,
    source_kind text not null
    check (source_kind in ('named', 'spokesperson', 'anonymous', 'document', 'poll', 'unattributed')),
    quote_kind text not null check (quote_kind in ('direct', 'indirect', 'mixed')),
    hops integer not null check (hops >= 0),
    is_background boolean not null,
    field text not null check (field in ('title', 'text')),
    start_offset integer not null check (start_offset >= 0),
    end_offset integer not null,
    sentence_start integer not null check (sentence_start >= 0),
    sentence_end integer not null,
    trigger_text text not null,
    sentence text not null,
    rule_id text not null,
    extractor text not null,
    extractor_version text not null,
    row_hash uuid not null,
    batch_id uuid not null,
    superseded_by_batch_id uuid,
    primary key (mention_id, recorded_at),
    check (superseded_at > recorded_at),
    check (date_end >= date_start),
    check (end_offset > start_offset and sentence_start <= start_offset and sentence_end >= end_offset)
);
create unique index mentions_current on warehouse.mentions (mention_id) where superseded_at = 'infinity';
create index mentions_event on warehouse.mentions (event_id);
create index mentions_article on warehouse.mentions (article_id) where superseded_at = 'infinity';
create index mentions_date on warehouse.mentions (date_start, date_end) where superseded_at = 'infinity';
create index mentions_published on warehouse.mentions (published_at) where superseded_at = 'infinity';
create index mentions_recorded on warehouse.mentions using brin (recorded_at);
comment on table warehouse.mentions is 'Grain: one belief about one report of an act in one wording of one article. Bitemporal. Never count mentions as events.';
comment on column warehouse.mentions.mention_id is 'uuid5 of wording, place, act, actors, instruments and day.';
comment on column warehouse.mentions.event_id is 'Happening it was linked to when recorded; later merges are in warehouse.resolutions.';
comment on column warehouse.mentions.article_id is 'The article.';
comment on column warehouse.mentions.version_id is 'The wording that the offsets point into: warehouse.article_versions.';
comment on column warehouse.mentions.capture_id is 'Capture that the wording was read from: warehouse.outcomes leads to the bytes.';
comment on column warehouse.mentions.source_id is 'Outlet that published the article.';
comment on column warehouse.mentions.published_at is 'When it did (UTC); the capture time where the article has no date.';
comment on column warehouse.mentions.event_type is 'The act: one of the 14 types of warehouse.event_types.';
comment on column warehouse.mentions.instruments is 'What the act is about: codes of warehouse.instruments, one or more.';
comment on column warehouse.mentions.actor_codes is 'Who acts: codes of warehouse.actors in the order reported, each once.';
comment on column warehouse.mentions.actors is 'Who acts, in full: array of objects code, sector (GOV, LEG, MIL, OPP, ELI, IGO or null), name (of a person, or null).';
comment on column warehouse.mentions.recipients is 'Whom the act is directed to: actor codes; may be empty.';
comment on column warehouse.mentions.providers is 'Who would supply the instrument, when that is not simply the actor: actor codes; may be empty.';
comment on column warehouse.mentions.status is 'State of the instrument after the act, as reported: a rung of warehouse.statuses.';
comment on column warehouse.mentions.stance is 'The actor''s polarity towards the instrument: support, oppose, conditional, undecided, neutral.';
comment on column warehouse.mentions.conditions is 'What the act is made to wait for: ceasefire, peace_deal, us_backstop, parliament, un_mandate, russian_consent, other; may be empty.';
comment on column warehouse.mentions.factuality is 'FactBank value of the act for the outermost cited source: CT+ PR+ PS+ CT- PR- PS- Uu.';
comment on column warehouse.mentions.confirmation is 'Official reaction reported: none, confirmed, denied, not_denied, no_comment.';
comment on column warehouse.mentions.date_start is 'First day of the act (closed interval).';
comment on column warehouse.mentions.date_end is 'Last day of the act (closed interval).';
comment on column warehouse.mentions.date_precision is 'How exactly the day is known: day, week, month, quarter, year, or pub (no phrase: the publication day stands in).';
comment on column warehouse.mentions.date_text is 'The date phrase as written; null where there is none.';
comment on column warehouse.mentions.magnitude_value is 'Size of what was promised or done, in magnitude_unit; null where none is stated.';
comment on column warehouse.mentions.magnitude_unit is 'Unit of magnitude_value: countries, EUR, km, troops and so on.';
comment on column warehouse.mentions.confidence is 'How sure the extraction is, 0 to 1; not the factuality of the act.';
comment on column warehouse.mentions.outlet is 'Original medium, when that is not the publisher; null when it is.';
comment on column warehouse.mentions.speaker is 'Whose words they are, as written; null when unattributed.';
comment on column warehouse.mentions.source_kind is 'On whose word: named, spokesperson, anonymous, document, poll, unattributed.';
comment on column warehouse.mentions.quote_kind is 'direct, indirect or mixed.';
comment on column warehouse.mentions.hops is 'Media between publisher and speaker; a wire copy has 1.';
comment on column warehouse.mentions.is_background is 'A recap of an earlier act.';
comment on column warehouse.mentions.field is 'Where the evidence stands: title, or text (the body).';
comment on column warehouse.mentions.start_offset is 'First code point of the trigger in that field.';
comment on column warehouse.mentions.end_offset is 'One past the last code point of the trigger.';
comment on column warehouse.mentions.sentence_start is 'First code point of the sentence around it.';
comment on column warehouse.mentions.sentence_end is 'One past the last code point of the sentence.';
comment on column warehouse.mentions.trigger_text is 'The words at [start_offset, end_offset).';
comment on column warehouse.mentions.sentence is 'The words at [sentence_start, sentence_end).';
comment on column warehouse.mentions.rule_id is 'Rule that fired.';
comment on column warehouse.mentions.extractor is 'Extractor that fired it.';
comment on column warehouse.mentions.extractor_version is 'Its version when it first said so.';
comment on column warehouse.mentions.recorded_at is 'Since when this warehouse believed the row (UTC, after the lock of its publication).';
comment on column warehouse.mentions.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.mentions.batch_id is 'Batch that wrote the row: ops.ledger.';
comment on column warehouse.mentions.superseded_by_batch_id is 'Batch that closed the row; null while it is believed.';
comment on column warehouse.mentions.row_hash is 'Digest of what the row says (keys, times and versions apart): an equal row is not written again.';

create table warehouse.events (
    event_id uuid primary key,
    recorded_at timestamptz not null,
    batch_id uuid not null
);
comment on table warehouse.events is 'Grain: one happening that was ever given a key. A key is never rewritten or reused; what it says is in event_versions.';
comment on column warehouse.events.event_id is 'Key given by linking. A merged event keeps it: warehouse.resolutions leads on.';
comment on column warehouse.events.recorded_at is 'When it was first published (UTC).';
comment on column warehouse.events.batch_id is 'Batch that did: ops.ledger.';

create table warehouse.event_versions (
    event_id uuid not null references warehouse.events,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    event_type text not null references warehouse.event_types,
    instruments text[] not null check (cardinality(instruments) > 0),
    actor_codes text[] not null check (cardinality(actor_codes) > 0),
    actors jsonb not null,
    recipients text[] not null,
    providers text[] not null,
    status text not null references warehouse.statuses,
    stance text not null check (stance in ('support', 'oppose', 'conditional', 'undecided', 'neutral')),
    conditions text[] not null,
    factuality text not null check (factuality in ('CT+', 'PR+', 'PS+', 'CT-', 'PR-', 'PS-', 'Uu')),
    confirmation text not null check (confirmation in ('none', 'confirmed', 'denied', 'not_denied', 'no_comment')),
    date_start date not null,
    date_end date not null,
    date_precision text not null check (date_precision in ('day', 'week', 'month', 'quarter', 'year', 'pub')),
    date_text text,
    magnitude_value double precision,
    magnitude_unit text,
    confidence double precision not null check (confidence between 0 and 1),
    evidence_mention_id uuid not null,
    linker_version text not null,
    row_hash uuid not null,
    batch_id uuid not null,
    superseded_by_batch_id uuid,
    primary key (event_id, recorded_at),
    check (superseded_at > recorded_at),
    check (date_end >= date_start)
);
create unique index event_versions_current on warehouse.event_versions (event_id) where superseded_at = 'infinity';
create index event_versions_date on warehouse.event_versions (date_start, event_type);
create index event_versions_actors on warehouse.event_versions using gin (actor_codes);
create index event_versions_instruments on warehouse.event_versions using gin (instruments);
comment on table warehouse.event_versions is 'Grain: one belief about one happening: the canonical row over all mentions believed at the time. Bitemporal.';
comment on column warehouse.event_versions.event_id is 'The happening.';
comment on column warehouse.event_versions.event_type is 'The act: one of the 14 types of warehouse.event_types.';
comment on column warehouse.event_versions.instruments is 'What the act is about: codes of warehouse.instruments, one or more.';
comment on column warehouse.event_versions.actor_codes is 'Who acts: codes of warehouse.actors in the order reported, each once.';
comment on column warehouse.event_versions.actors is 'Who acts, in full: array of objects code, sector (GOV, LEG, MIL, OPP, ELI, IGO or null), name (of a person, or null).';
comment on column warehouse.event_versions.recipients is 'Whom the act is directed to: actor codes; may be empty.';
comment on column warehouse.event_versions.providers is 'Who would supply the instrument, when that is not simply the actor: actor codes; may be empty.';
comment on column warehouse.event_versions.status is 'State of the instrument after the act, as reported: a rung of warehouse.statuses.';
comment on column warehouse.event_versions.stance is 'The actor''s polarity towards the instrument: support, oppose, conditional, undecided, neutral.';
comment on column warehouse.event_versions.conditions is 'What the act is made to wait for: ceasefire, peace_deal, us_backstop, parliament, un_mandate, russian_consent, other; may be empty.';
comment on column warehouse.event_versions.factuality is 'FactBank value of the act for the outermost cited source: CT+ PR+ PS+ CT- PR- PS- Uu.';
comment on column warehouse.event_versions.confirmation is 'Official reaction reported: none, confirmed, denied, not_denied, no_comment.';
comment on column warehouse.event_versions.date_start is 'First day of the act (closed interval).';
comment on column warehouse.event_versions.date_end is 'Last day of the act (closed interval).';
comment on column warehouse.event_versions.date_precision is 'How exactly the day is known: day, week, month, quarter, year, or pub (no phrase: the publication day stands in).';
comment on column warehouse.event_versions.date_text is 'The date phrase as written; null where there is none.';
comment on column warehouse.event_versions.magnitude_value is 'Size of what was promised or done, in magnitude_unit; null where none is stated.';
comment on column warehouse.event_versions.magnitude_unit is 'Unit of magnitude_value: countries, EUR, km, troops and so on.';
comment on column warehouse.event_versions.confidence is 'How sure the extraction is, 0 to 1; not the factuality of the act.';
comment on column warehouse.event_versions.evidence_mention_id is 'The mention whose sentence speaks for the event.';
comment on column warehouse.event_versions.linker_version is 'Version of the linking that first said so.';
comment on column warehouse.event_versions.recorded_at is 'Since when this warehouse believed the row (UTC, after the lock of its publication).';
comment on column warehouse.event_versions.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.event_versions.batch_id is 'Batch that wrote the row: ops.ledger.';
comment on column warehouse.event_versions.superseded_by_batch_id is 'Batch that closed the row; null while it is believed.';
comment on column warehouse.event_versions.row_hash is 'Digest of what the row says (keys, times and versions apart): an equal row is not written again.';

create table warehouse.resolutions (
    event_id uuid not null references warehouse.events,
    recorded_at timestamptz not null,
    superseded_at timestamptz not null default 'infinity',
    canonical_event_id uuid not null,
    reason text not null,
    batch_id uuid not null,
    superseded_by_batch_id uuid,
    primary key (event_id, recorded_at),
    check (superseded_at > recorded_at),
    check (event_id <> canonical_event_id)
);
create unique index resolutions_current on warehouse.resolutions (event_id) where superseded_at = 'infinity';
create index resolutions_canonical on warehouse.resolutions (canonical_event_id);
comment on table warehouse.resolutions is 'Grain: one belief that two events are one happening. Bitemporal; one step leads from any merged event to its canonical one.';
comment on column warehouse.resolutions.event_id is 'The merged event: its key stays valid.';
comment on column warehouse.resolutions.canonical_event_id is 'The event it turned out to be.';
comment on column warehouse.resolutions.reason is 'Why, in words of the linking.';
comment on column warehouse.resolutions.recorded_at is 'Since when this warehouse believed so (UTC).';
comment on column warehouse.resolutions.superseded_at is 'Until when it did; infinity = it still does.';
comment on column warehouse.resolutions.batch_id is 'Batch that wrote the row: ops.ledger.';
comment on column warehouse.resolutions.superseded_by_batch_id is 'Batch that closed the row; null while it is believed.';

-- ---------------------------------------------------------------- who may
grant insert on all tables in schema warehouse to wh_loader;
revoke insert on warehouse.actors, warehouse.instruments, warehouse.event_types, warehouse.statuses from wh_loader;
grant update (name, country_code, language_code, source_type) on warehouse.sources to wh_loader;
grant update (superseded_at, superseded_by_batch_id) on
warehouse.outcomes, warehouse.article_states, warehouse.mentions, warehouse.event_versions, warehouse.resolutions
to wh_loader;
