-- One row per company: the last task number given out. Whoever plans holds this row, so a company's plans are stored one
-- after the other.
create table task_number (
    company_id  uuid primary key,
    last        integer not null
);

create table task_log (
    company_id           uuid not null,
    task_id              uuid not null,
    directive_id         uuid not null,
    number               integer not null,
    role                 text not null,
    title                text not null,
    description          text not null,
    acceptance_criteria  jsonb not null,
    estimated_minutes    integer not null,
    cause                text not null default '',
    status               text not null
        check (status in ('pending', 'ready', 'in_progress', 'completed', 'failed', 'escalated', 'cancelled')),
    attempts             integer not null default 0 check (attempts >= 0),
    epoch                bigint not null default 0,
    agent_id             text,
    worker               text,
    lease_ends           timestamptz,
    result               text not null default '',
    error_log            jsonb not null default '[]',
    performance_score    integer check (performance_score between 0 and 100),
    created_at           timestamptz not null,
    ready_at             timestamptz,
    announced_at         timestamptz,
    started_at           timestamptz,
    completed_at         timestamptz,
    primary key (company_id, task_id),
    unique (company_id, number),
    check ((status = 'in_progress') = (lease_ends is not null)),
    check ((status = 'in_progress') = (worker is not null))
);
comment on column task_log.epoch is 'fencing token: grows whenever the right to work on the task changes hands';
comment on column task_log.announced_at is 'when its Ready fact was last published';

-- An escalated repair keeps its cause taken: a repair that failed does not open another one.
create unique index task_log_one_open_per_cause on task_log (company_id, cause)
    where cause <> '' and status not in ('completed', 'cancelled');
create index task_log_of_directive on task_log (company_id, directive_id);
create index task_log_by_status on task_log (company_id, status, role);
create index task_log_waiting on task_log (announced_at) where status = 'ready';
create index task_log_running on task_log (lease_ends) where status = 'in_progress';

create table task_dependency (
    company_id  uuid not null,
    task_id     uuid not null,
    depends_on  uuid not null,
    primary key (company_id, task_id, depends_on),
    foreign key (company_id, task_id) references task_log (company_id, task_id) on delete cascade,
    foreign key (company_id, depends_on) references task_log (company_id, task_id) on delete cascade
);
create index task_dependency_backwards on task_dependency (company_id, depends_on);
