package io.github.filevineagent.it.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.filevineagent.it.client.Suite;
import io.github.filevineagent.it.support.ForkedJvm;
import io.github.filevineagent.it.support.InWorld;
import io.github.filevineagent.it.support.ReadOnlyFileSystem;
import io.github.filevineagent.it.support.ScenarioRun;
import io.github.filevineagent.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent needs no place to write to, and leaves nothing where it could write. */
class FileSystemIT extends InWorld {
    @ParameterizedTest
    @MethodSource("jdks")
    void everythingReadOnly_requestsAreAuthorizedAndNothingUnusualIsPrinted(Jdk jdk) throws Exception {
        Optional<List<String>> launcher = ReadOnlyFileSystem.launcher(world.directory());
        assumeThat(launcher)
                .as("this machine lets this user make no mount namespace (unshare, mount)")
                .isPresent();

        ScenarioRun with = world.run(world.jvmWithAgent(jdk).launchedBy(launcher.get()), Suite.ONE_REQUEST);

        with.assertAuthorized(Suite.ONE_REQUEST);
        assertThat(with.result().agentLines()).singleElement().asString().contains("is active.");
        assertThat(with.result().otherErrorLines()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void noTemporaryDirectoryAndNoHome_requestsAreAuthorizedAndNothingUnusualIsPrinted(Jdk jdk) throws Exception {
        String missing = world.directory().resolve("missing").toString();
        ScenarioRun with = world.run(withoutDirectories(world.jvmWithAgent(jdk), missing), Suite.ONE_REQUEST);

        ScenarioRun without = world.run(withoutDirectories(world.jvm(jdk), missing), Suite.ONE_REQUEST);
        with.assertAuthorized(Suite.ONE_REQUEST);
        assertThat(with.result().agentLines()).singleElement().asString().contains("is active.");
        // Some JDKs warn of such a directory by themselves.
        assertThat(with.result().otherErrorLines()).isEqualTo(without.result().otherErrorLines());
        assertThat(Path.of(missing)).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void emptyWritableDirectories_stayEmpty(Jdk jdk) throws Exception {
        Path working = Files.createDirectory(world.directory().resolve("working"));
        Path temporary = Files.createDirectory(world.directory().resolve("temporary"));
        Path home = Files.createDirectory(world.directory().resolve("home"));
        ForkedJvm jvm = world.jvmWithAgent(jdk)
                .in(working)
                .property("java.io.tmpdir", temporary.toString())
                .property("user.home", home.toString());

        world.run(jvm, Suite.ONE_REQUEST).assertAuthorized(Suite.ONE_REQUEST);

        for (Path directory : List.of(working, temporary, home)) {
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static ForkedJvm withoutDirectories(ForkedJvm jvm, String missing) {
        return jvm.property("java.io.tmpdir", missing).property("user.home", missing);
    }
}
