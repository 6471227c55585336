package dev.companyos.llm.anthropic;

import com.anthropic.models.messages.CacheControlEphemeral;
import dev.companyos.llm.Message;
import dev.companyos.llm.Request;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where the prompt is cached: tools, system and messages, in the order in which the API reads them. A tool loop is cached
 * up to its last message, which is where its next call goes on; and up to the user's message before that, where the last
 * call ended, because the API looks back no more than 20 blocks for what is in the cache. A question that is asked once
 * is not worth the dearer price of writing it there.
 *
 * @param system indexes into the request's blocks
 * @param messages indexes into the request's messages
 */
record Breakpoints(boolean lastTool, Set<Integer> system, Set<Integer> messages) {
    /** The API takes no more. */
    private static final int MOST = 4;

    static Breakpoints of(Request request) {
        boolean loop = !request.tools().isEmpty();
        var messages = loop ? last(2, usersMessages(request)) : Set.<Integer>of();
        int left = MOST - messages.size() - (loop ? 1 : 0);
        return new Breakpoints(loop, last(left, stableBlocks(request)), messages);
    }

    static CacheControlEphemeral mark() {
        return CacheControlEphemeral.builder().build();
    }

    private static List<Integer> usersMessages(Request request) {
        return IntStream.range(0, request.messages().size())
                .filter(it -> !(request.messages().get(it) instanceof Message.Assistant))
                .boxed()
                .toList();
    }

    private static List<Integer> stableBlocks(Request request) {
        return IntStream.range(0, request.system().size())
                .filter(it -> request.system().get(it).cached())
                .filter(it -> !request.system().get(it).text().isBlank())
                .boxed()
                .toList();
    }

    private static Set<Integer> last(int count, List<Integer> indexes) {
        return Set.copyOf(indexes.subList(Math.max(0, indexes.size() - count), indexes.size()));
    }
}
