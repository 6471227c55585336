package dev.companyos.llm;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** The models that the provider said it does not have, since this process started. */
final class Retired {
    private static final System.Logger LOG = System.getLogger(Retired.class.getName());

    /** By name, with the sentence for the founder. */
    private final Map<String, String> remarks = new ConcurrentSkipListMap<>();

    /** The last one when none is left, so that its failure is what everybody sees. */
    ModelRow firstLeft(List<ModelRow> candidates) {
        return candidates.stream()
                .filter(it -> !remarks.containsKey(it.name()))
                .findFirst()
                .orElse(candidates.getLast());
    }

    /** Says so once. @return whether another candidate is left */
    boolean retire(ModelRow row, List<ModelRow> candidates) {
        var next = candidates.stream()
                .filter(it -> !it.name().equals(row.name()) && !remarks.containsKey(it.name()))
                .findFirst();
        if (next.isEmpty()) return false;
        String remark =
                "The provider has no model `%s` (any more): `%s` does its work. Name a current one in its place."
                        .formatted(row.name(), next.get().name());
        if (remarks.putIfAbsent(row.name(), remark) == null) LOG.log(Level.WARNING, remark);
        return true;
    }

    List<String> remarks() {
        return List.copyOf(remarks.values());
    }
}
