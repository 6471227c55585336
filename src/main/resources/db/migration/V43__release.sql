create table deployment (
    company_id   uuid not null,
    id           uuid not null,
    number       integer not null,
    commit_sha   text not null,
    hosting      text not null,
    status       text not null check (status in ('STARTING', 'LIVE', 'SUPERSEDED', 'FAILED')),
    url          text not null default '',
    detail       text not null default '',
    started_at   timestamptz not null,
    verified_at  timestamptz,
    primary key (company_id, id)
);
create unique index deployment_one_live on deployment (company_id) where status = 'LIVE';
