package io.github.filevineagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.filevineagent.config.Form.InvalidValue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @Test
    void oneOf_constants_areWrittenInLowerCaseWithHyphens() throws InvalidValue {
        Form<TimeUnit> form = Form.oneOf(new TimeUnit[] {TimeUnit.DAYS, TimeUnit.HOURS, TimeUnit.MINUTES});
        Form<Thread.State> twoWords = Form.oneOf(new Thread.State[] {Thread.State.NEW, Thread.State.TIMED_WAITING});

        assertThat(form.accepted()).isEqualTo("days, hours or minutes");
        assertThat(form.valueOf("Hours")).isEqualTo(TimeUnit.HOURS);
        assertThat(twoWords.accepted()).isEqualTo("new or timed-waiting");
        assertThat(twoWords.valueOf("timed-waiting")).isEqualTo(Thread.State.TIMED_WAITING);
        assertThatThrownBy(() -> twoWords.valueOf("timed_waiting"))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("is none of the choices");
    }

    @Test
    void either_twoWords_theSecondIsTrue() throws InvalidValue {
        Form<Boolean> form = Form.either("no", "yes");

        assertThat(form.accepted()).isEqualTo("no or yes");
        assertThat(form.valueOf("NO")).isFalse();
        assertThat(form.valueOf("Yes")).isTrue();
        assertThatThrownBy(() -> form.valueOf("")).hasMessage("is none of the choices");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"a | [a]", "a,b | [a, b]", "\" a , b \" | [a, b]", "a, | [a, ]", "\",a\" | [, a]", "\"\" | []"})
    void split_list_isItsEntries(String text, String entries) {
        assertThat(Form.split(text)).hasToString(entries);
    }

    @Test
    void split_blank_isOneEmptyEntry() {
        assertThat(Form.split(" ")).isEqualTo(List.of(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a b", "~!", "fv.api tenant v2.*"})
    void text_asciiWords_areAccepted(String text) throws InvalidValue {
        assertThat(words().valueOf(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"   | is blank",
                "a  b   | has more than one space in a row",
                "a\\b   | is refused",
                "ä      | is refused",
                "a\tb   | is refused",
            })
    void text_ofOtherCharacters_isRefused(String text, String predicate) {
        assertThatThrownBy(() -> words().valueOf(text)).hasMessage(predicate);
    }

    @Test
    void text_notAscii_isAnythingWithoutControlCharacters() throws InvalidValue {
        Form<String> form = new Form.Text(false, "", "is refused", "accepted");

        assertThat(form.accepted()).isEqualTo("accepted");
        assertThat(form.valueOf("ä  \\")).isEqualTo("ä  \\");
        assertThatThrownBy(() -> form.valueOf("a\nb")).hasMessage("is refused");
    }

    @Test
    void identifier_comma_isRefusedWhereItWouldMakeItSeveral() throws InvalidValue {
        Form<String> one = new Form.Identifier(false);
        Form<String> any = new Form.Identifier(true);

        assertThat(one.accepted()).isEqualTo("the identifier in printable ASCII without spaces and commas, or auto");
        assertThat(any.accepted()).isEqualTo("the identifier in printable ASCII without spaces, or auto");
        assertThat(any.valueOf("7,8")).isEqualTo("7,8");
        assertThat(one.valueOf("7")).isEqualTo("7");
        assertThat(one.valueOf("AUTO")).isEqualTo("auto");
        assertThatThrownBy(() -> one.valueOf(",7")).hasMessage("has a comma, which would make it several");
        for (String text : new String[] {" 7", "7 8", "\u007f", "ä"}) {
            assertThatThrownBy(() -> any.valueOf(text))
                    .hasMessage("has a space or a character that is not printable ASCII");
        }
    }

    @Test
    void path_thatLooksLikeASecret_isRefusedWhereTheFormSaysSo() throws InvalidValue {
        String secret = "5ECRET5ECRET5ECRET5ECRET";
        Form<String> any = new Form.Path("", "a path");
        Form<String> careful = new Form.Path("is a secret", "a path");

        assertThat(any.valueOf(secret)).isEqualTo(secret);
        assertThat(careful.valueOf("/a")).isEqualTo("/a");
        InvalidValue refusal = catchThrowableOfType(InvalidValue.class, () -> careful.valueOf(secret));
        assertThat(refusal).hasMessage("is a secret");
        assertThat(refusal.isShown()).isFalse();
        InvalidValue blank = catchThrowableOfType(InvalidValue.class, () -> careful.valueOf(""));
        assertThat(blank).hasMessage("is blank");
        assertThat(blank.isShown()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"\"\", is empty", "\"a\nb\", has a line break or another control character within"})
    void secret_thatIsNone_isRefusedAndNotShown(String text, String predicate) {
        InvalidValue refusal = catchThrowableOfType(InvalidValue.class, () -> Form.SECRET.valueOf(text));

        assertThat(refusal).hasMessage(predicate);
        assertThat(refusal.isShown()).isFalse();
    }

    @Test
    void setting_ofEachKind_saysWhatMayBeShown() {
        assertThat(Setting.IDENTITY_URL.form().isAddress()).isTrue();
        assertThat(Setting.GATEWAY_HOSTS.form().isAddress()).isTrue();
        assertThat(Setting.PAT_FILE.form().isAddress()).isFalse();
        assertThat(Setting.PAT_FILE.form().isPath()).isTrue();
        assertThat(Setting.SCOPE.form().isPath()).isFalse();
    }

    private static Form<String> words() {
        return new Form.Text(true, "\"\\", "is refused", "words");
    }
}
