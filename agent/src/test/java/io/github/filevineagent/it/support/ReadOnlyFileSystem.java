package io.github.filevineagent.it.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts programs for which every mounted file system is read-only, in a mount namespace of their own. Permission bits
 * would not stop root, as which tests may run.
 */
public final class ReadOnlyFileSystem {
    /** Those of the kernel are left: nobody keeps files there. */
    private static final String REMOUNT_ALL_AND_RUN = "while read -r a b c d point rest; do case \"$point\" in"
            + " /proc|/proc/*|/sys|/sys/*) ;;"
            + " *) mount -o remount,bind,ro \"$(printf %b \"$point\")\" || exit 125 ;;"
            + " esac; done < /proc/self/mountinfo; exec \"$@\"";

    /** The first is for any user where the kernel allows it, the second for root. */
    private static final List<List<String>> NAMESPACES =
            List.of(List.of("unshare", "--user", "--map-root-user", "--mount"), List.of("unshare", "--mount"));

    private ReadOnlyFileSystem() {}

    /**
     * Returns the beginning of a command that runs the rest of it there, or nothing if this machine or this user can't.
     *
     * @param writable a directory that must be read-only there
     */
    public static Optional<List<String>> launcher(Path writable) throws IOException, InterruptedException {
        for (List<String> namespace : NAMESPACES) {
            List<String> launcher = new ArrayList<>(namespace);
            launcher.addAll(List.of("sh", "-c", REMOUNT_ALL_AND_RUN, "sh"));
            if (succeeds(launcher, "true")
                    && !succeeds(launcher, "touch", writable.resolve("probe").toString())) {
                return Optional.of(launcher);
            }
        }
        return Optional.empty();
    }

    private static boolean succeeds(List<String> launcher, String... program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(program));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            // No such command on this system.
            return false;
        }
    }
}
