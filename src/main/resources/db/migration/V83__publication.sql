-- Merged work on its way to a code host: one row a task, published in the order of seq, product by product.
create table publication (
    company_id    uuid not null,
    task_id       uuid not null,
    seq           bigint generated always as identity,
    product       text not null,
    commit_sha    text not null,
    title         text not null,
    author        text not null,
    pull_request  integer,
    url           text not null default '',
    tries         integer not null default 0,
    trouble       text not null default '',
    due_at        timestamptz not null,
    published_at  timestamptz,
    primary key (company_id, task_id)
);
create index publication_waiting on publication (product, seq) where published_at is null;
