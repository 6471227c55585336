-- The company itself. Other rooms' tables carry company_id and have migrations of their own.
create table company (
    id          uuid primary key,
    slug        text not null unique,
    mission     text not null,
    stack       text not null default '',
    status      text not null default 'RUNNING',
    founded_at  timestamptz not null
);
