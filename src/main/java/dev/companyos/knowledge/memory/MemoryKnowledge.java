package dev.companyos.knowledge.memory;

import dev.companyos.kernel.CompanyId;
import dev.companyos.knowledge.Chunker;
import dev.companyos.knowledge.Embedder;
import dev.companyos.knowledge.Knowledge;
import dev.companyos.knowledge.NewDocument;
import dev.companyos.knowledge.Vectors;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

public final class MemoryKnowledge implements Knowledge {
    private final Map<Key, Entry> entries = new ConcurrentSkipListMap<>(
            Comparator.comparing(Key::title).thenComparing(Key::category).thenComparing(it -> it.company()
                    .value()));
    private final Embedder embedder;
    private final Clock clock;

    private record Key(CompanyId company, String title, String category) {}

    private record Entry(Document document, List<String> chunks, List<float[]> vectors) {}

    public MemoryKnowledge(Embedder embedder, Clock clock) {
        this.embedder = embedder;
        this.clock = clock;
    }

    @Override
    public void add(CompanyId company, String title, String category, String text) {
        var added = new NewDocument(title, category, text);
        var chunks = Chunker.chunks(added.text());
        var document = new Document(added.title(), added.category(), chunks.size(), clock.instant());
        entries.put(
                new Key(company, added.title(), added.category()), new Entry(document, chunks, embedder.embed(chunks)));
    }

    @Override
    public List<Document> documents(CompanyId company) {
        return of(company).map(Entry::document).toList();
    }

    @Override
    public List<Passage> search(CompanyId company, String query, int limit) {
        if (query.isBlank() || limit < 1 || of(company).findAny().isEmpty()) return List.of();
        float[] wanted = embedder.embed(List.of(query)).getFirst();
        return of(company)
                .flatMap(it -> passages(it, wanted))
                .sorted(Comparator.comparingDouble(Passage::similarity).reversed())
                .limit(limit)
                .toList();
    }

    private Stream<Entry> of(CompanyId company) {
        return entries.entrySet().stream()
                .filter(it -> it.getKey().company().equals(company))
                .map(Map.Entry::getValue);
    }

    private static Stream<Passage> passages(Entry entry, float[] wanted) {
        return IntStream.range(0, entry.chunks().size())
                .mapToObj(i -> new Passage(
                        NewDocument.source(entry.document().title(), i),
                        entry.chunks().get(i),
                        Vectors.cosine(wanted, entry.vectors().get(i))));
    }
}
