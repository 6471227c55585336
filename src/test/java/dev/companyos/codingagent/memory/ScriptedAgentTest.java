package dev.companyos.codingagent.memory;

import dev.companyos.codingagent.CodingAgent;
import dev.companyos.codingagent.CodingAgentContract;
import java.util.Map;
import java.util.Optional;

class ScriptedAgentTest extends CodingAgentContract {
    @Override
    protected CodingAgent working() {
        return new ScriptedAgent(Map.of("made.txt", "three"), "I made it.", Optional.empty());
    }

    @Override
    protected CodingAgent failing() {
        return new ScriptedAgent(Map.of(), "", Optional.of("out of coffee"));
    }
}
