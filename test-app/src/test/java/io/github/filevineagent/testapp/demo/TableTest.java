package io.github.filevineagent.testapp.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.filevineagent.testapp.standin.Seen;
import io.github.filevineagent.testapp.standin.Seen.Remark;
import io.github.filevineagent.testapp.standin.Seen.Server;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Table table = new Table(new PrintStream(out, true, UTF_8));

    @Test
    void request_withToken_isAlignedWithTheHeader() {
        table.header();
        table.request(new Seen(
                Server.GATEWAY, "GET", "/fv-app/v2/Contacts/1", 401, OptionalInt.of(2), Remark.TOKEN_REVOKED, null));

        String header = lines().get(0);
        String row = lines().get(2);
        assertThat(row).matches(" *\\d+\\.\\d\\ds  gateway .*");
        assertThat(row.indexOf("GET  /fv-app/v2/Contacts/1")).isEqualTo(header.indexOf("what"));
        assertThat(row.indexOf("401")).isEqualTo(header.indexOf("status"));
        assertThat(row.indexOf("#2")).isEqualTo(header.indexOf("token"));
        assertThat(row.indexOf("access token revoked")).isEqualTo(header.indexOf("remark"));
    }

    @Test
    void request_withoutTokenOrRemark_hasNoTrailingSpace() {
        table.request(new Seen(Server.STORAGE, "PUT", "/documents/1", 200, OptionalInt.empty(), Remark.NONE, null));

        assertThat(lines().get(0)).contains("PUT  /documents/1").endsWith("none");
    }

    @Test
    void request_forAFirm_saysForWhich() {
        table.request(new Seen(Server.GATEWAY, "GET", "/", 200, OptionalInt.of(1), Remark.NONE, "7"));
        table.request(new Seen(Server.GATEWAY, "GET", "/", 403, OptionalInt.of(1), Remark.TOKEN_OF_ANOTHER, "7"));

        assertThat(lines().get(0)).endsWith("#1     for firm 7");
        assertThat(lines().get(1)).endsWith("#1     for firm 7, access token of another organisation");
    }

    @Test
    void line_ofTheProgram_startsInTheSameColumn() {
        table.header();
        table.line("program", "done");

        assertThat(lines().get(2).indexOf("done")).isEqualTo(lines().get(0).indexOf("what"));
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }
}
