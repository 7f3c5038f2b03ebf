package io.github.filevineagent.testapp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirmSyncTest extends WithStandIn {
    @Test
    void run_twoFirms_servesEachByEachClientAndSaysForWhom() throws Exception {
        try (AuthorizingProxy gateway = new AuthorizingProxy(standIn, "pat")) {
            boolean succeeded = run(gateway.address(), "--project=1001", "--answers=4");

            assertThat(succeeded).isTrue();
            for (String firm : new String[] {"7", "8"}) {
                for (String client : CaseSync.CLIENTS) {
                    assertThat(lines()).contains(line(firm + " " + client, "list projects", "3 projects"));
                }
                assertThat(lines()).contains(line(firm + " send", "download document", "45 bytes"));
                assertThat(seen)
                        .filteredOn(one -> one.server() == Server.GATEWAY && firm.equals(one.organisation()))
                        .hasSizeGreaterThanOrEqualTo(12);
            }
            assertThat(seen)
                    .filteredOn(one ->
                            one.server() == Server.STORAGE && one.method().equals("PUT"))
                    .as("which has no organisations")
                    .isNotEmpty()
                    .extracting(Seen::organisation)
                    .containsOnlyNulls();
            assertThat(lines().get(lines().size() - 1)).matches("done: \\d+ calls, 0 failed");
        }
    }

    @Test
    void run_everythingRefused_namesTheCallAndGoesOnUntilTheEnd() throws Exception {
        boolean succeeded = run(standIn.gateway(), "--run-for=0.5s");

        assertThat(succeeded).isFalse();
        int last = lines().size() - 1;
        assertThat(lines().get(last - 1)).isEqualTo("not served the last time: 7, 8");
        assertThat(lines().subList(0, last - 1))
                .hasSizeGreaterThan(2)
                .allMatch(line -> line.matches(
                        "[78] \\S+ +list projects +FAILED: GET /fv-app/v2/Projects \\(call \\d+\\) answered 401"))
                .doesNotHaveDuplicates();
    }

    @Test
    void run_nobodyAnswers_namesTheCallAndTheReason() throws Exception {
        URI gateway = standIn.gateway();
        standIn.close();

        assertThat(run(gateway, "--run-for=0.2s")).isFalse();
        assertThat(lines().get(0)).contains("(call 1): java.net.ConnectException");
    }

    private boolean run(URI gateway, String... more) throws Exception {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "--gateway=" + Objects.requireNonNull(gateway);
        arguments[1] = "--firms=7,8";
        arguments[2] = "--threads=1";
        arguments[3] = "--every=0.01s";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return new FirmSync(FirmOptions.parse(arguments), printed()).run();
    }
}
