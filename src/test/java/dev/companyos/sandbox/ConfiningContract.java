package dev.companyos.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.companyos.sandbox.Sandbox.Limits;
import dev.companyos.sandbox.Sandbox.Run;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link Sandbox} that confines keeps to: hostile commands, and that each comes to nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ConfiningContract extends SandboxContract {
    private static final String CANARY = "canary-of-the-host-81f3";
    private static final Limits SHORT = new Limits(Duration.ofSeconds(20), 512L << 20, 60, 1 << 20, 1 << 16);
    private static final Set<String> EVERYBODYS =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "PWD", "SHLVL", "_", "OLDPWD", "COMPANY_RUN", "HOSTNAME", "TERM");

    private Path home;
    private Path own;
    private ServerSocket four;
    private ServerSocket six;
    private Process abstractSocket;

    @BeforeAll
    void putCanariesOut() throws IOException {
        home = Files.createTempFile(Path.of(System.getProperty("user.home")), "canary", ".txt");
        Files.writeString(home, CANARY);
        own = Files.createTempFile("company-home", ".txt");
        Files.writeString(own, CANARY);
        four = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        try {
            six = new ServerSocket(0, 50, Inet6Address.getByName("::1"));
        } catch (IOException e) {
            six = four; // no IPv6 here
        }
        abstractSocket = new ProcessBuilder(
                        "perl",
                        "-MSocket",
                        "-e",
                        "$0='canary'; socket(S,AF_UNIX,SOCK_STREAM,0); bind(S,pack_sockaddr_un(\"\\0company-canary\")) or die; listen(S,5); print \"up\\n\"; $|=1; close STDOUT; sleep 600")
                .start();
        abstractSocket.inputReader().readLine();
    }

    @AfterAll
    void takeThemIn() throws IOException {
        Files.deleteIfExists(home);
        Files.deleteIfExists(own);
        four.close();
        six.close();
        abstractSocket.destroyForcibly();
    }

    /**
     * @param script prints {@code ESCAPED} where it does what it must not be able to. {@code HOME_FILE}, {@code OWN_FILE},
     *     {@code PID} and ports stand for what the host has
     */
    private record Hostile(String name, String script) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Hostile hostile(String name, String script) {
        return new Hostile(name, script);
    }

    private static String connect(String family, String address) {
        return "perl -MSocket=:all -e 'alarm 4; socket(S,%s,SOCK_STREAM,0) or exit; connect(S,%s) and print \"ESCAPED\"'"
                .formatted(family, address);
    }

    static Stream<Hostile> hostileCommands() {
        return Stream.of(
                // reading
                hostile(
                        "the founder's home",
                        "cat 'HOME_FILE'; ls -la ~ /root /home /home/*; ln 'HOME_FILE' hard; cat hard"),
                hostile("the company's own folder", "cat 'OWN_FILE'; cp 'OWN_FILE' copy; cat copy"),
                hostile("by way of a link", "ln -s 'HOME_FILE' link; cat link; ln -s / root; cat root'HOME_FILE'"),
                hostile("by way of other processes", "for p in 1 2 self PID; do cat /proc/$p/root'HOME_FILE'; done"),
                hostile("passwords", "cat /etc/shadow && echo ESCAPED; cat /etc/gshadow && echo ESCAPED; true"),
                hostile(
                        "keys",
                        "cat /root/.ssh/* /home/*/.ssh/* /etc/ssh/*_key 2>/dev/null | grep PRIVATE && echo ESCAPED"),
                hostile(
                        "memory of the machine",
                        "for f in /dev/mem /dev/kmem /proc/kcore /dev/kmsg; do head -c 1 $f && echo ESCAPED; done; true"),
                hostile("its disks", "ls /dev/sd* /dev/vd* /dev/nvme* /dev/loop* 2>/dev/null && echo ESCAPED; true"),
                hostile(
                        "engines",
                        "ls /run/docker.sock /var/run/docker.sock /run/containerd/containerd.sock && echo ESCAPED; true"),
                // writing
                hostile(
                        "outside",
                        "for d in / /usr /usr/bin /etc /root /var /home /opt /sys/fs/cgroup; do echo x > $d/evil-was-here; done; echo x >> 'HOME_FILE'; echo x > 'OWN_FILE'; rm -f 'HOME_FILE' 'OWN_FILE'; true"),
                hostile(
                        "the kernel",
                        "for f in /proc/sys/kernel/core_pattern /proc/sysrq-trigger /proc/sys/vm/drop_caches; do [ -w $f ] && echo ESCAPED; done; true"),
                hostile(
                        "more rights by a file",
                        "cp /bin/sh own; chmod 6755 own; ./own -p -c 'id -u' | grep -x 0 && echo ESCAPED; su root -c id | grep uid=0 && echo ESCAPED; true"),
                hostile(
                        "devices",
                        "mknod disk b 8 0 && head -c 1 disk && echo ESCAPED; mknod mem c 1 1 && head -c 1 mem && echo ESCAPED; true"),
                hostile(
                        "mounts",
                        "mount -t tmpfs x /mnt && echo ESCAPED; mount -o remount,rw /usr && echo ESCAPED; umount /proc && echo ESCAPED; chroot / true && echo ESCAPED; true"),
                hostile(
                        "a user namespace",
                        "unshare -Urm sh -c 'mount -o remount,rw,bind /usr && touch /usr/evil-was-here && echo ESCAPED'; true"),
                hostile("limits", "ulimit -f unlimited && echo ESCAPED; ulimit -c unlimited && echo ESCAPED; true"),
                // other processes
                hostile("signals", "kill -9 PID; kill -STOP PID; echo sent"),
                hostile("a signal to all", "kill -9 -1; true"),
                hostile("watching", "perl -e 'syscall(101, 16, PID, 0, 0) == 0 and print \"ESCAPED\"'; true"),
                hostile("the terminal", "(exec 3<>/dev/tty) 2>/dev/null && echo ESCAPED; true"),
                // the network
                hostile("the host's loopback", connect("AF_INET", "pack_sockaddr_in(PORT4,inet_aton(\"127.0.0.1\"))")),
                hostile(
                        "its loopback by another name",
                        connect("AF_INET", "pack_sockaddr_in(PORT4,inet_aton(\"0.0.0.0\"))")),
                hostile(
                        "its loopback over IPv6",
                        connect("AF_INET6", "pack_sockaddr_in6(PORT6,inet_pton(AF_INET6,\"::1\"))")),
                hostile(
                        "its loopback mapped",
                        connect("AF_INET6", "pack_sockaddr_in6(PORT4,inet_pton(AF_INET6,\"::ffff:127.0.0.1\"))")),
                hostile("metadata", connect("AF_INET", "pack_sockaddr_in(80,inet_aton(\"169.254.169.254\"))")),
                hostile("an abstract socket", connect("AF_UNIX", "pack_sockaddr_un(\"\\0company-canary\")")),
                hostile("names", "perl -e 'alarm 4; print gethostbyname(\"example.com\") ? \"ESCAPED\" : \"\"'; true"),
                hostile(
                        "datagrams",
                        "perl -MSocket -e 'socket(S,AF_INET,SOCK_DGRAM,0); send(S,\"x\",0,pack_sockaddr_in(53,inet_aton(\"9.9.9.9\"))) and print \"ESCAPED\"'; true"),
                hostile("raw packets", "perl -MSocket -e 'socket(S,AF_INET,SOCK_RAW,1) and print \"ESCAPED\"'; true"));
    }

    @ParameterizedTest
    @MethodSource("hostileCommands")
    void a_hostile_command_comes_to_nothing(Hostile hostile) throws IOException {
        Object owner = owner(home);
        var script = hostile.script()
                .replace("HOME_FILE", home.toString())
                .replace("OWN_FILE", own.toString())
                .replace("PORT4", "" + four.getLocalPort())
                .replace("PORT6", "" + six.getLocalPort())
                .replace("PID", "" + ProcessHandle.current().pid());
        var run = sandbox().run(job(SHORT, script));
        assertThat(run).isInstanceOfSatisfying(Run.Exited.class, it -> assertThat(it.output())
                .doesNotContain("ESCAPED")
                .doesNotContain(CANARY));
        assertThat(home).hasContent(CANARY);
        assertThat(own).hasContent(CANARY);
        for (var folder : List.of("/", "/usr", "/usr/bin", "/etc", "/root", "/var", "/home", "/opt", "/sys/fs/cgroup"))
            assertThat(Path.of(folder, "evil-was-here")).doesNotExist();
        exited("true"); // what it left in its workspace is no trap for the next one
        assertThat(owner(home)).isEqualTo(owner);
    }

    private static Object owner(Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    @Test
    void nobodys_environment_can_be_read() {
        var output = exited(
                        "for f in /proc/*/environ /proc/*/task/*/environ; do tr '\\0' '\\n' < $f; done 2>/dev/null; true")
                .output();
        for (Map.Entry<String, String> it : System.getenv().entrySet())
            if (!EVERYBODYS.contains(it.getKey()) && it.getValue().length() > 3)
                assertThat(output).doesNotContain(it.getKey() + "=" + it.getValue());
    }

    @Test
    void a_fork_bomb_stops_at_its_limit_and_ends() {
        long before = ProcessHandle.allProcesses().count();
        var limits = new Limits(briefly(), 512L << 20, 40, 1 << 20, 1 << 16);
        long began = System.nanoTime();
        assertThat(sandbox().run(job(limits, "f() { f | f & }; f; wait; sleep 60")))
                .isInstanceOf(Run.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
        assertThat(ProcessHandle.allProcesses().count()).isLessThan(before + 60);
        var counted = ((Run.Exited)
                        sandbox()
                                .run(
                                        job(
                                                SHORT,
                                                "LC_ALL=C perl -e 'for (1..200) { $p = fork; if (!defined $p) { print \"no more at $_\"; exit } sleep 30 if !$p }'")))
                .output();
        assertThat(counted).startsWith("no more at ");
        assertThat(Integer.parseInt(counted.substring(11))).isLessThanOrEqualTo(70);
    }

    @Test
    void a_memory_bomb_is_stopped() {
        var limits = new Limits(Duration.ofSeconds(20), 128L << 20, 64, 1 << 20, 1 << 16);
        var run = sandbox().run(job(limits, "perl -e '$x = \"x\" x (1<<29); print \"all of it\"'"));
        switch (run) {
            case Run.Killed it -> assertThat(it.limit()).isEqualTo("memory (128 MB)");
            case Run.Exited it -> {
                assertThat(it.code()).isNotZero();
                assertThat(it.output()).doesNotContain("all of it");
            }
        }
    }

    @Test
    void who_burns_the_processor_is_killed_in_time() {
        var limits = new Limits(briefly(), 512L << 20, 64, 1 << 20, 1 << 16);
        var run = sandbox()
                .run(job(
                        limits,
                        "for i in 1 2 3 4; do (while :; do :; done) & done; trap '' TERM XCPU; while :; do :; done"));
        assertThat(run).isInstanceOfSatisfying(Run.Killed.class, it -> assertThat(it.limit())
                .startsWith("time ("));
    }

    @Test
    void no_file_grows_past_its_limit_anywhere() throws IOException {
        var output = ((Run.Exited) sandbox().run(job(SHORT, """
                for f in big /tmp/big; do dd if=/dev/zero of=$f bs=64k count=200 2>/dev/null; stat -c %s $f; done
                truncate -s 5G sparse 2>/dev/null; stat -c %s sparse; true
                """))).output();
        for (var size : output.lines().filter(it -> it.matches("[0-9]+")).toList())
            assertThat(Long.parseLong(size)).isLessThanOrEqualTo(1 << 20);
        if (Files.exists(workspace.resolve("big")))
            assertThat(Files.size(workspace.resolve("big"))).isLessThanOrEqualTo(1 << 20);
    }

    @Test
    void no_daemon_outlives_its_run() {
        var mark = mark();
        exited("""
                trap '' HUP TERM INT
                nohup setsid sh -c 'trap "" HUP TERM INT; sleep %1$s; true' >/dev/null 2>&1 </dev/null &
                perl -MPOSIX -e 'exit if fork; POSIX::setsid(); exit if fork; $SIG{$_} = "IGNORE" for qw(HUP TERM INT); chdir "/"; close STDOUT; %%ENV = (); exec "sleep", "%1$s"'
                (sleep %1$s &)
                true
                """.formatted(mark));
        assertThat(running(mark)).isEmpty();
    }

    @Test
    void a_command_that_holds_on_to_nothing_does_not_hold_us_up() throws Exception {
        long began = System.nanoTime();
        exited("exec >&- 2>&-; sleep 0.1");
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)).isLessThan(20);
    }
}
