-- When each role looks around again; one turn of a role at a time, fenced by epoch.
create table agenda (
    company_id  uuid not null,
    role        text not null,
    due_at      timestamptz,
    lease_ends  timestamptz,
    worker      text not null default '',
    epoch       bigint not null default 0,
    woken       boolean not null default false,
    seen        text not null default '',
    primary key (company_id, role)
);
create index agenda_due on agenda (due_at);

-- Facts that a role answers one by one.
create table errand (
    id          bigserial primary key,
    company_id  uuid not null,
    role        text not null,
    fact_id     uuid not null,
    type        text not null,
    payload     text not null,
    unique (company_id, role, fact_id)
);
