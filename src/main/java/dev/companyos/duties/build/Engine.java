package dev.companyos.duties.build;

import dev.companyos.duties.TaskTurn;
import dev.companyos.duties.talk.Opening;
import dev.companyos.duties.talk.Tool;
import dev.companyos.duties.talk.ToolLoop;
import dev.companyos.duties.tools.WorkspaceTools;
import java.nio.file.Path;
import java.util.List;

/** Who writes a task's files into its workspace. Whoever it is, checks, tests and the merge gate come after. */
public interface Engine {
    ToolLoop.Ended work(Job job);

    /**
     * @param tools what may be done in the workspace and asked from there
     * @param hands those of them that change it; {@link WorkspaceTools#finish} says whether the work is accepted
     */
    record Job(TaskTurn turn, Opening opening, List<Tool> tools, WorkspaceTools hands, Path workspace) {}
}
