-- Every call to a language model: the journal that a restarted turn replays, and the ledger.
-- The key is an index, not a constraint: a call that was made twice cost twice, and the ledger says so.
create table model_call (
    id                 bigint generated always as identity primary key,
    company_id         uuid not null,
    turn               text not null,
    step               int not null,
    request_hash       text not null,
    agent              text not null,
    directive_id       uuid,
    task_id            uuid,
    provider           text not null,
    model              text not null,
    prompt_hash        text not null,
    input_tokens       bigint not null,
    output_tokens      bigint not null,
    cache_write_tokens bigint not null,
    cache_read_tokens  bigint not null,
    cost_micros        bigint not null,
    latency_ms         bigint not null,
    outcome            text not null,
    reply              text, -- JSON; not jsonb, which refuses the escaped NUL that a model may well write
    failure            text,
    called_at          timestamptz not null
);
create index model_call_by_request on model_call (company_id, turn, step, request_hash);
create index model_call_by_time on model_call (company_id, called_at);
