package io.karst.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karst.storage.base.KarstException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement of rejected.txt fails with the SQLSTATE, position and message given there. */
class RejectedStatementsTest {
  static Stream<String> statements() {
    return StatementLines.read("rejected.txt");
  }

  @ParameterizedTest
  @MethodSource("statements")
  void failsWhereAndAsExpected(String line) {
    int tab = line.indexOf('\t');
    String sql = line.substring(tab + 1).replace("\\n", "\n");
    KarstException error = catchThrowableOfType(KarstException.class, () -> KarstParser.parse(sql));
    assertThat(error).as(sql).isNotNull();
    String actual =
        String.format(
            Locale.ROOT,
            "%s %d:%d %s",
            error.sqlState(),
            error.line(),
            error.column(),
            error.getMessage());
    assertThat(actual).isEqualTo(line.substring(0, tab));
  }
}
