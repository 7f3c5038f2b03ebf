package io.github.filevineagent.testapp.libraries;

import static io.github.filevineagent.support.Breadth.SAME_ON_EVERY_JDK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.filevineagent.support.Command.Finished;
import io.github.filevineagent.support.Jdk;
import io.github.filevineagent.testapp.libraries.Library.Replay;
import io.github.filevineagent.testapp.libraries.LibraryRun.Call;
import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs applications that call Filevine through a library, on each JDK, with the packaged agent. */
class LibrariesIT {
    private static final String OTHER_STACK =
            " has made a request, and none through the JDK's HTTP clients has gone to";
    private static final OptionalInt NONE = OptionalInt.empty();
    private static final OptionalInt FIRST = LibraryRun.FIRST_TOKEN;
    private static final OptionalInt SECOND = OptionalInt.of(2);

    @TempDir
    Path directory;

    static Stream<Arguments> onTheJdksClients() {
        return onEachJdk(library -> library.replay() != Replay.NO_TOKEN);
    }

    static Stream<Arguments> onTheirOwnStack() {
        return onEachJdk(library -> library.replay() == Replay.NO_TOKEN);
    }

    private static Stream<Arguments> onEachJdk(Predicate<Library> condition) {
        return Jdk.all().stream()
                .flatMap(jdk -> Stream.of(Library.values())
                        .filter(library -> jdk.version() >= library.oldestJdk())
                        .filter(condition)
                        .map(library -> Arguments.of(library, jdk)));
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("onTheJdksClients")
    void write_tokenRevoked_isSentOnceMoreWhereTheLibraryAllowsIt(Library library, Jdk jdk) throws Exception {
        LibraryRun run = new LibraryRun(directory);
        boolean replayed = library.replay() == Replay.YES;

        Finished application = replayed
                ? run.run(library, jdk, Call.READ, Call.WRITE, Call.READ_ELSEWHERE)
                : run.run(library, jdk, Call.READ, Call.WRITE, Call.WRITE, Call.READ_ELSEWHERE);

        assertThat(application.outLines())
                .containsExactlyElementsOf(
                        replayed
                                ? List.of("GET 200", "POST 200", "GET 403")
                                : List.of("GET 200", "POST 401", "POST 200", "GET 403"));
        // A second Authorization header would have been answered with 400.
        assertThat(run.seenBy(Server.GATEWAY))
                .extracting(Seen::method, Seen::status, Seen::generation)
                .containsExactly(tuple("GET", 200, FIRST), tuple("POST", 401, FIRST), tuple("POST", 200, SECOND));
        assertThat(run.seenBy(Server.STORAGE)).extracting(Seen::remark).containsExactly(Remark.REFUSED);
        assertThat(application.errLines()).noneMatch(line -> line.contains(LibraryRun.SECRET));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("onTheJdksClients")
    void read_tokenRevoked_isSentOnceMore(Library library, Jdk jdk) throws Exception {
        LibraryRun run = new LibraryRun(directory);

        Finished application = run.run(library, jdk, Call.READ, Call.READ);

        assertThat(application.outLines()).containsExactly("GET 200", "GET 200");
        assertThat(run.seenBy(Server.GATEWAY))
                .extracting(Seen::status, Seen::generation)
                .containsExactly(tuple(200, FIRST), tuple(401, FIRST), tuple(200, SECOND));
        assertThat(application.errLines()).noneMatch(line -> line.contains(OTHER_STACK));
    }

    @Tag(SAME_ON_EVERY_JDK)
    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("onTheirOwnStack")
    void call_onTheLibrarysOwnStack_getsNoToken(Library library, Jdk jdk) throws Exception {
        LibraryRun run = new LibraryRun(directory);

        Finished application = run.run(library, jdk, Call.READ, Call.WRITE);

        assertThat(application.outLines()).containsExactly("GET 401", "POST 401");
        assertThat(run.seenBy(Server.GATEWAY)).extracting(Seen::generation).containsExactly(NONE, NONE);
        assertThat(application.errLines())
                .filteredOn(line -> line.contains(OTHER_STACK))
                .singleElement()
                .asString()
                .contains("[filevine-agent] warn: " + library.stack());
    }
}
