package io.karst.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.calcite.ast.SqlText;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every statement of accepted.txt parses, and so does the text made of its tree. */
class AcceptedStatementsTest {
  static Stream<String> statements() {
    return StatementLines.read("accepted.txt");
  }

  @ParameterizedTest
  @MethodSource("statements")
  void parsesAndKeepsItsMeaningAsText(String sql) {
    SqlNode node = KarstParser.parse(sql);
    String text = SqlText.of(node);
    SqlNode again = KarstParser.parse(text);
    assertThat(SqlText.of(again)).isEqualTo(text);
  }
}
