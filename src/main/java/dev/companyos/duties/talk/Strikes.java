package dev.companyos.duties.talk;

import java.util.EnumMap;
import java.util.Map;

/** Counts bad replies in a row, by kind and together. */
final class Strikes {
    /** Replies that came to nothing, of whatever kinds. */
    private static final int REPLIES = 2;

    private final Map<BadReply, Integer> counts = new EnumMap<>(BadReply.class);
    private int replies;

    /** @return whether the attempt is to be given up */
    boolean out(BadReply kind) {
        boolean tooMany = counts.merge(kind, 1, Integer::sum) > kind.bound();
        boolean asksAgain = kind.answer() != BadReply.Answer.TELL;
        return tooMany || (asksAgain && ++replies > REPLIES);
    }

    int of(BadReply kind) {
        return counts.getOrDefault(kind, 0);
    }

    /** Something useful was done; repetitions still count, for a circle is made of calls that are each well. */
    void good() {
        counts.keySet().removeIf(it -> it != BadReply.REPEATED);
        replies = 0;
    }

    /** Something changed that had not been that way before. */
    void progress() {
        counts.remove(BadReply.REPEATED);
    }
}
