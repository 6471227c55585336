package dev.companyos.llm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** Says its lines, in order; a line may be a failure. Keeps what it was asked. */
class ScriptedModel implements LanguageModel {
    final List<Request> asked = new ArrayList<>();
    private final Deque<Supplier<Reply>> lines;

    @SafeVarargs
    ScriptedModel(Supplier<Reply>... lines) {
        this.lines = new ArrayDeque<>(Arrays.asList(lines));
    }

    @Override
    public synchronized Reply reply(Request request, Progress progress) {
        asked.add(request);
        progress.wrote(asked.size());
        return lines.remove().get();
    }

    @Override
    public String provider() {
        return "anthropic";
    }

    @Override
    public boolean writesOnlyOurCode() {
        return false;
    }
}
