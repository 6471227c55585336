create table agent_memories (
    company_id          uuid not null,
    agent_id            text not null,
    role                text not null,
    performance_score   double precision not null default 100,
    tasks_completed     integer not null default 0,
    tasks_failed        integer not null default 0,
    patterns_learned    jsonb not null default '[]',
    reward_history      jsonb not null default '[]',
    correction_history  jsonb not null default '[]',
    last_active         timestamptz not null default now(),
    primary key (company_id, agent_id)
);

create table episode (
    id          bigserial primary key,
    company_id  uuid not null,
    agent_id    text not null,
    kind        text not null,
    text        text not null,
    at          timestamptz not null
);
create index episode_of_agent on episode (company_id, agent_id, at desc);
create index episode_age on episode (at);
