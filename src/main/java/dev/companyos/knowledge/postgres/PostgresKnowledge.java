package dev.companyos.knowledge.postgres;

import dev.companyos.kernel.CompanyException;
import dev.companyos.kernel.CompanyId;
import dev.companyos.kernel.Transactions;
import dev.companyos.knowledge.Chunker;
import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.knowledge.NewDocument;
import dev.companyos.knowledge.Vectors;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A search reads the vectors of all the company's passages and keeps the nearest: 20 ms for 10,000 of them, and no
 * extension to install.
 */
public final class PostgresKnowledge implements Knowledge {
    private static final int MAX_CHUNKS = 50_000;
    private static final int MAX_PASSAGES = 50;
    private static final int MAX_QUERY = 2_000;

    private final JdbcClient sql;
    private final Transactions transactions;
    private final Embedder embedder;
    private final Clock clock;

    public PostgresKnowledge(JdbcClient sql, Transactions transactions, Embedder embedder, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.embedder = embedder;
        this.clock = clock;
    }

    @Override
    public void add(CompanyId company, String title, String category, String text) {
        var document = new NewDocument(title, category, text);
        var chunks = Chunker.chunks(document.text());
        if (chunksOf(company) + chunks.size() > MAX_CHUNKS)
            throw CompanyException.conflict(
                    "knowledge",
                    "The knowledge base is full.",
                    "It holds %d passages at most.".formatted(MAX_CHUNKS),
                    "Leave out what nobody looks up.");
        byte[][] vectors = embedder.embed(chunks).stream().map(Vectors::toBytes).toArray(byte[][]::new);
        transactions.run(() -> replace(company, document, chunks, vectors));
    }

    private void replace(CompanyId company, NewDocument document, List<String> chunks, byte[][] vectors) {
        UUID id = sql.sql("""
                        insert into knowledge_document (id, company_id, title, category, chunks, added_at)
                        values (:id, :company, :title, :category, :chunks, :at)
                        on conflict (company_id, title, category)
                            do update set chunks = excluded.chunks, added_at = excluded.added_at
                        returning id
                        """)
                .param("id", UUID.randomUUID())
                .param("company", company.value())
                .param("title", document.title())
                .param("category", document.category())
                .param("chunks", chunks.size())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query(UUID.class)
                .single();
        sql.sql("delete from knowledge_chunk where document_id = :id")
                .param("id", id)
                .update();
        sql.sql("""
                        insert into knowledge_chunk (document_id, company_id, position, body, embedding)
                        select :id, :company, position, body, embedding
                        from unnest(:positions, :bodies, :vectors) as chunk (position, body, embedding)
                        """)
                .param("id", id)
                .param("company", company.value())
                .param("positions", IntStream.range(0, chunks.size()).toArray())
                .param("bodies", chunks.toArray(String[]::new))
                .param("vectors", vectors)
                .update();
    }

    @Override
    public List<Document> documents(CompanyId company) {
        return sql.sql("""
                        select title, category, chunks, added_at from knowledge_document
                        where company_id = :company order by title collate "C", category collate "C"
                        """)
                .param("company", company.value())
                .query((row, _) -> new Document(
                        row.getString("title"),
                        row.getString("category"),
                        row.getInt("chunks"),
                        row.getObject("added_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public List<Passage> search(CompanyId company, String query, int limit) {
        if (query.isBlank() || limit < 1 || chunksOf(company) == 0) return List.of();
        String asked = query.length() > MAX_QUERY ? query.substring(0, MAX_QUERY) : query;
        var nearest = nearest(company, embedder.embed(List.of(asked)).getFirst(), Math.min(limit, MAX_PASSAGES));
        var passages = passages(nearest);
        return nearest.stream()
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .map(it -> passages.get(it.place()))
                .filter(Objects::nonNull) // replaced since
                .toList();
    }

    private record Place(UUID document, int position) {}

    private record Near(Place place, double similarity) {}

    private List<Near> nearest(CompanyId company, float[] wanted, int limit) {
        var nearest = new PriorityQueue<Near>(limit + 1, Comparator.comparingDouble(Near::similarity));
        sql.sql("select document_id, position, embedding from knowledge_chunk where company_id = :company")
                .param("company", company.value())
                .query((ResultSet row) -> {
                    var place = new Place(row.getObject("document_id", UUID.class), row.getInt("position"));
                    nearest.add(new Near(place, Vectors.cosine(wanted, Vectors.fromBytes(row.getBytes("embedding")))));
                    if (nearest.size() > limit) nearest.poll();
                });
        return new ArrayList<>(nearest);
    }

    private Map<Place, Passage> passages(List<Near> nearest) {
        var similarity = new HashMap<Place, Double>();
        nearest.forEach(it -> similarity.put(it.place(), it.similarity()));
        var passages = new HashMap<Place, Passage>();
        sql.sql("""
                        select document_id, position, title, body
                        from unnest(:documents, :positions) as wanted (document_id, position)
                            join knowledge_chunk using (document_id, position)
                            join knowledge_document on knowledge_document.id = document_id
                        """)
                .param(
                        "documents",
                        nearest.stream().map(it -> it.place().document()).toArray(UUID[]::new))
                .param(
                        "positions",
                        nearest.stream().mapToInt(it -> it.place().position()).toArray())
                .query((ResultSet row) -> {
                    var place = new Place(row.getObject("document_id", UUID.class), row.getInt("position"));
                    passages.put(
                            place,
                            new Passage(
                                    NewDocument.source(row.getString("title"), place.position()),
                                    row.getString("body"),
                                    similarity.getOrDefault(place, 0.0)));
                });
        return passages;
    }

    private int chunksOf(CompanyId company) {
        return sql.sql("select coalesce(sum(chunks), 0) from knowledge_document where company_id = :company")
                .param("company", company.value())
                .query(Integer.class)
                .single();
    }
}
