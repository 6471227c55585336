package dev.companyos.duties.build;

import dev.companyos.duties.TaskTurn;
import dev.companyos.duties.talk.Fence;
import dev.companyos.knowledge.Knowledge;

/** What an agent is handed from the knowledge base: nothing on the first attempt, more on each later one. */
public final class Briefing {
    private static final int FIRST_RUNG_WITH_KNOWLEDGE = 2;

    private final Knowledge knowledge;

    public Briefing(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    public String passages(TaskTurn turn) {
        int attempt = turn.claim().attempt();
        if (attempt < FIRST_RUNG_WITH_KNOWLEDGE) return "";
        var task = turn.claim().task();
        String trouble =
                task.errors().isEmpty() ? "" : " " + task.errors().getLast().error();
        String query = task.title() + trouble;
        var passages = knowledge.search(
                turn.company().id(), query.length() > 600 ? query.substring(0, 600) : query, 2 + attempt);
        if (passages.isEmpty()) return "";
        var text = new StringBuilder("<knowledge>\n");
        passages.forEach(
                it -> text.append(Fence.data(it.source(), it.text(), 2_000)).append('\n'));
        return text.append("</knowledge>").toString();
    }
}
