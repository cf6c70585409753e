package io.karst.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import io.karst.calcite.parser.generated.KarstParserImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.junit.jupiter.api.Test;

class GeneratedParserTest {
  @Test
  void parsesAQuery() throws SqlParseException {
    SqlParser.Config config = SqlParser.config().withParserFactory(KarstParserImpl.FACTORY);
    assertThat(SqlParser.create("select a from t where b < 3", config).parseStmt().getKind())
        .isEqualTo(SqlKind.SELECT);
  }
}
