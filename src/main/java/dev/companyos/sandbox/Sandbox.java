package dev.companyos.sandbox;

import dev.companyos.kernel.CompanyException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs commands where they can harm nothing. Safe to call from many threads. */
public interface Sandbox {
    /** {@code bubblewrap}, {@code docker}, {@code e2b} or {@code none}: shown wherever a run is shown. */
    String name();

    /** False for an adapter that only starts a process; code that we did not write must not run there. */
    boolean confines();

    /** What the founder does to get one that confines; what it says of one that does is not shown. */
    default String advice() {
        return "Install bubblewrap (`apt-get install bubblewrap util-linux`).";
    }

    /**
     * Call it before anything is asked or paid for that ends in a run.
     *
     * @param ours whether everything that would run was written by our own code
     * @throws CompanyException {@code unavailable.sandbox} when somebody else wrote it and nothing here confines it
     */
    default void admit(boolean ours) {
        if (ours || confines()) return;
        throw CompanyException.unavailable(
                "sandbox",
                "The product's code is not run.",
                "A model or somebody else wrote it, and there is no sandbox on this machine to run it in.",
                advice() + " The company goes on by itself when it finds one, or at once with `company resume`.");
    }

    /**
     * Runs {@code job} to its end with {@code job.workspace} as its only writable folder.
     *
     * @return how it ended: a failing command is a {@link Run}, not an exception
     * @throws dev.companyos.kernel.CompanyException {@code unavailable.sandbox} if none could be started; nothing ran
     */
    Run run(Job job);

    /** Starts {@code job} and returns while it goes on; its output goes to {@code log}. {@link Limits#time} is unused. */
    Service start(Job job, Path log);

    /**
     * @param workspace its working folder and only writable place (and a private {@code /tmp})
     * @param readable further folders that it may read, such as a JDK, or the dependencies of a product
     * @param environment all that it sees: nothing of our own environment is passed on
     */
    record Job(
            Path workspace,
            List<Mount> readable,
            List<String> command,
            Map<String, String> environment,
            Network network,
            Limits limits) {}

    /**
     * A folder of this machine that a job reads, and never writes.
     *
     * @param at where the job finds it; a place inside the workspace need not be there
     */
    record Mount(Path folder, Path at) {
        public static Mount of(Path folder) {
            return new Mount(folder, folder);
        }

        public static List<Mount> all(List<Path> folders) {
            return folders.stream().map(Mount::of).toList();
        }
    }

    /** What a job can reach, besides a loopback of its own. Never a loopback address of this machine. */
    sealed interface Network {
        Network NONE = new None();

        record None() implements Network {}

        /** Nothing; but {@code port} of its loopback answers at the same port of this machine's 127.0.0.1. */
        record Serves(int port) implements Network {}

        /**
         * HTTPS on port 443 of these hosts, and plain HTTP where the port is named, through a proxy that its environment
         * ({@code HTTPS_PROXY} and the like) names.
         *
         * @param hosts exact names, with a port where it is another one: {@code registry.npmjs.org}, {@code 10.0.0.7:8081}
         */
        record Reaches(Set<String> hosts) implements Network {
            public Reaches {
                hosts = Set.copyOf(hosts);
            }
        }
    }

    /** Past one of these the command is killed with all that it started. */
    record Limits(Duration time, long memoryBytes, int processes, long fileBytes, int outputBytes) {
        public static final Limits TESTS = new Limits(Duration.ofMinutes(3), 2L << 30, 256, 256L << 20, 256 << 10);
        public static final Limits SERVICE = new Limits(Duration.ofDays(3650), 1L << 30, 256, 1L << 30, 256 << 10);
    }

    sealed interface Run {
        /** @param output stdout and stderr together, the middle cut out past the bound */
        record Exited(int code, String output, Duration took) implements Run {}

        /** @param limit which one, in words, such as {@code time (180 s)} */
        record Killed(String limit, String output) implements Run {}
    }

    interface Service {
        boolean alive();

        /** Its process on this machine, by which a later server ends what a dead one left; 0 where it is not one. */
        long pid();

        /** Kills it and everything it started; returns when it is gone. */
        void stop();

        /** Runs {@code action} once, when it ends by itself or is stopped. */
        void onExit(Runnable action);
    }
}
