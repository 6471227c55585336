package dev.companyos.codingagent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** A script stands in for the program. */
class CommandLineContractTest extends CodingAgentContract {
    @TempDir
    Path elsewhere;

    private CodingAgent agent(String script) throws IOException {
        Path program = elsewhere.resolve("stand-in");
        Files.writeString(program, "#!/bin/sh\ncat > /dev/null\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new CommandLineAgent("claude", program.toString(), Map.of("PATH", System.getenv("PATH")));
    }

    @Override
    protected CodingAgent working() throws IOException {
        return agent("""
                echo three > made.txt
                echo '{"type":"result","subtype":"success","is_error":false,"result":"I made it.","session_id":"s-1",\
                "total_cost_usd":0.25,"usage":{"input_tokens":10,"output_tokens":20}}'""");
    }

    @Override
    protected CodingAgent failing() throws IOException {
        return agent("""
                echo '{"type":"result","subtype":"error_during_execution","is_error":true,"result":"out of coffee","session_id":"s-1"}'""");
    }
}
