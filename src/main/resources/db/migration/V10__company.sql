-- The company itself. Other rooms' tables carry company_id and have migrations of their own.
create table company (
    id          uuid primary key,
    slug        text not null unique,
    mission     text not null,
    stack       text not null default '',
    status      text not null default 'RUNNING' check (status in ('RUNNING', 'PAUSED')),
    founded_at  timestamptz not null
);

-- What the company knows about its product. The mission is the company's own column; lists and metrics are child rows,
-- so that two writers never meet in one value. Every writer takes this row's lock first, then a child's.
create table company_brain (
    company_id           uuid primary key references company (id) on delete cascade,
    product_name         text not null default '',
    product_slug         text not null default '',
    product_description  text not null default '',
    tech_stack           text not null default '',
    current_sprint       text not null default '',
    live_urls            jsonb not null default '{}',
    version              bigint not null default 1,
    updated_at           timestamptz not null
);

create table brain_note (
    id          bigint generated always as identity primary key,
    company_id  uuid not null references company (id) on delete cascade,
    kind        text not null check (kind in ('SHIPPED_FEATURE', 'OPEN_BUG', 'BLOCKER', 'USER_FEEDBACK')),
    ref         text not null,
    text        text not null,
    opened_at   timestamptz not null,
    closed_at   timestamptz,
    unique (company_id, kind, ref)
);
create index brain_note_newest on brain_note (company_id, kind, opened_at desc, id desc) where closed_at is null;

create table brain_metric (
    company_id  uuid not null references company (id) on delete cascade,
    name        text not null,
    value       double precision not null,
    primary key (company_id, name)
);

create table directive (
    company_id  uuid not null references company (id) on delete cascade,
    id          uuid not null,
    position    bigint generated always as identity,
    goal        text not null,
    rationale   text not null,
    priorities  jsonb not null,
    deadline    timestamptz not null,
    status      text not null check (status in ('ISSUED', 'PLANNED', 'CLOSED')),
    issued_at   timestamptz not null,
    primary key (company_id, id)
);
create index directive_newest on directive (company_id, issued_at desc, position desc);

create table milestone_log (
    company_id      uuid not null references company (id) on delete cascade,
    milestone_type  text not null,
    description     text not null,
    achieved_at     timestamptz not null,
    primary key (company_id, milestone_type)
);

create table founder_inbox (
    company_id   uuid not null references company (id) on delete cascade,
    id           uuid not null,
    position     bigint generated always as identity,
    kind         text not null,
    title        text not null,
    body         text not null,
    ref          text not null,
    at           timestamptz not null,
    answer       text,
    answered_at  timestamptz,
    primary key (company_id, id),
    check ((answer is null) = (answered_at is null))
);
create index founder_inbox_open on founder_inbox (company_id, position) where answered_at is null;
