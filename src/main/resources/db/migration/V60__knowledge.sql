-- Documents and their passages. The vectors are 384 floats, big-endian, unit length.
create table knowledge_document (
    id         uuid primary key,
    company_id uuid not null,
    title      text not null,
    category   text not null,
    chunks     int not null,
    added_at   timestamptz not null,
    unique (company_id, title, category)
);
create table knowledge_chunk (
    document_id uuid not null references knowledge_document (id) on delete cascade,
    company_id  uuid not null,
    position    int not null,
    body        text not null,
    embedding   bytea not null,
    primary key (document_id, position)
);
create index knowledge_chunk_by_company on knowledge_chunk (company_id);
