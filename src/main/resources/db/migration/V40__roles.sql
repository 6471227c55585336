create table agent (
    company_id  uuid not null,
    role        text not null,
    number      integer not null check (number between 1 and 50),
    status      text not null default 'IDLE',
    paused      boolean not null default false,
    doing       text not null default '',
    since       timestamptz not null default now(),
    primary key (company_id, role, number)
);

create table staff_request (
    company_id    uuid not null,
    id            uuid not null,
    kind          text not null,
    role          text not null,
    reason        text not null,
    requested_at  timestamptz not null,
    closed_at     timestamptz,
    plan          text not null default '',
    primary key (company_id, id)
);
create unique index staff_request_one_open on staff_request (company_id, kind, role) where closed_at is null;
