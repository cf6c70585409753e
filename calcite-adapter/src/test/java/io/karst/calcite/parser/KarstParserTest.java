package io.karst.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karst.calcite.ast.SqlText;
import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlKind;
import org.junit.jupiter.api.Test;

class KarstParserTest {
  @Test
  void namesFoldToLowerCaseUnlessQuoted() {
    assertThat(SqlText.of(KarstParser.parse("SELECT A, \"B\" FROM Medical.PATIENTS$Core")))
        .isEqualTo("SELECT \"a\", \"B\" FROM \"medical\".\"patients$core\"");
  }

  @Test
  void namesHaveAtMost128Characters() {
    KarstParser.parse("select " + "a".repeat(128));
    KarstException error =
        catchThrowableOfType(
            KarstException.class, () -> KarstParser.parse("select " + "a".repeat(129)));
    assertThat(error.code()).isEqualTo(ErrorCode.SYNTAX_ERROR);
    assertThat(error.hint()).contains("128");
  }

  @Test
  void parsesExpressions() {
    assertThat(KarstParser.parseExpression("a > 0 and b in (1, 2)").getKind())
        .isEqualTo(SqlKind.AND);
    KarstException error =
        catchThrowableOfType(KarstException.class, () -> KarstParser.parseExpression("f("));
    assertThat(error.getMessage()).isEqualTo("syntax error at end of input");
  }

  @Test
  void deepNestingIsAnErrorAndNoCrash() {
    String deep = "select " + "(".repeat(5_000) + "1" + ")".repeat(5_000);
    assertThat(KarstParser.parse(deep).getKind()).isEqualTo(SqlKind.SELECT);
    String sql = "select " + "1 + ".repeat(100_000) + "1";
    KarstException error = catchThrowableOfType(KarstException.class, () -> KarstParser.parse(sql));
    assertThat(error.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  @Test
  void manyThreadsParseAtOnce() {
    List<String> texts =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> SqlText.of(KarstParser.parse("select a" + i + " from t" + i)))
            .toList();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(texts.get(i)).isEqualTo("SELECT \"a" + i + "\" FROM \"t" + i + "\"");
    }
  }
}
