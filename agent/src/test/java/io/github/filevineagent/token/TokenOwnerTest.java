package io.github.filevineagent.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenOwnerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'user':{'userId':{'native':1,'partner':null},'firstName':'J','lastName':'D'}} | 1 | J D",
                "{'user':{'userId':1,'email':'a@b.c'}}                    | 1   | a@b.c",
                "{'user':{'id':'u-1','userName':'jd'}}                    | u-1 | jd",
                "{'User':{'UserId':1,'FullName':'J D'}}                   | 1   | J D",
                "{'UserId':{'Native':1},'Orgs':[]}                        | 1   |",
                "{'userId':1,'name':'J D'}                                | 1   | J D",
                "{'user':7}                                               | 7   |",
                "{'user':{'userId':12345678901234567890}}                 | 12345678901234567890 |"
            })
    void parse_user_findsIdAndName(String json, String id, @Nullable String name) {
        TokenOwner owner = parse(json);

        assertThat(owner).isNotNull();
        assertThat(owner.userId()).isEqualTo(id);
        assertThat(owner.userName()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'orgs':[{'orgId':55,'name':'A','token':'t'},{'orgId':77}]} | [55 (A), 77]",
                "{'Orgs':[{'OrgId':55,'Name':'A'}]}                          | [55 (A)]",
                "{'organizations':[{'id':{'native':55},'orgName':'A'}]}      | [55 (A)]",
                "{'org':{'id':55,'name':'A'}}                                | [55 (A)]",
                "{'orgId':55,'userId':1}                                     | [55]",
                "{'userId':1,'orgs':null}                                    | []",
                "{'userId':1,'orgs':[null,1,{},{'orgId':'a b'},{'orgId':''}]} | []"
            })
    void parse_organisations_findsIdsAndNames(String json, String organisations) {
        TokenOwner owner = parse(json);

        assertThat(owner).isNotNull();
        assertThat(owner.organisations()).hasToString(organisations);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "<html>",
                "{'hello':'you'}",
                "{'userId':1",
                "{'user':{'userId':'a\\nb'}}",
                "{'user':null}"
            })
    void parse_nothingThatIsKnown_returnsNull(String json) {
        assertThat(parse(json)).isNull();
    }

    @Test
    void parse_idThatJustFitsAHeader_isTaken() {
        String longest = "!~" + "x".repeat(62);

        TokenOwner owner = parse("{'userId':'" + longest + "'}");

        assertThat(owner).isNotNull();
        assertThat(owner.userId()).isEqualTo(longest);
        assertThat(parse("{'userId':'" + longest + "x'}")).isNull();
        assertThat(parse("{'userId':'\u007f'}")).isNull();
    }

    @Test
    void parse_controlCharactersInName_areRemoved() {
        TokenOwner owner = parse("{'userId':1,'name':'J\\u001b[2J\\r\\nD'}");

        assertThat(owner).isNotNull();
        assertThat(owner.userName()).isEqualTo("J [2J  D");
    }

    @Test
    void parse_nestedBeyondReason_returnsNull() {
        assertThat(parse("{'userId':1,'orgs':" + "[".repeat(100_000) + "]".repeat(100_000) + "}"))
                .isNull();
    }

    private static @Nullable TokenOwner parse(String json) {
        return TokenOwner.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
