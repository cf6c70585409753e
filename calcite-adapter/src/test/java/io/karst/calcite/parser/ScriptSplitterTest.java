package io.karst.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karst.storage.base.KarstException;
import org.junit.jupiter.api.Test;

class ScriptSplitterTest {
  @Test
  void semicolonsInQuotesAndCommentsDoNotCount() {
    String script =
        "select ';', E'\\';', \"a;b\", $$;$$, $x$ $$; $x$ -- ;\n; /* ; */ select 'a;''b';;\n"
            + "-- only a comment ;\n; select a$b; select 1";
    assertThat(ScriptSplitter.split(script))
        .containsExactly(
            "select ';', E'\\';', \"a;b\", $$;$$, $x$ $$; $x$ -- ;",
            "/* ; */ select 'a;''b'",
            "select a$b",
            "select 1");
  }

  @Test
  void backslashIsOrdinaryInPlainStrings() {
    assertThat(ScriptSplitter.split("select '\\'; select 2"))
        .containsExactly("select '\\'", "select 2");
  }

  @Test
  void textWithoutStatementsIsEmpty() {
    assertThat(ScriptSplitter.split(" ;; -- x\n /* y */ ")).isEmpty();
    assertThat(KarstParser.parseScript("")).isEmpty();
  }

  @Test
  void errorsAreLocatedInTheScript() {
    KarstException error =
        catchThrowableOfType(
            KarstException.class, () -> KarstParser.parseScript("select 1;\n  select 2; selec 3"));
    assertThat(error.line()).isEqualTo(2);
    assertThat(error.column()).isEqualTo(13);
  }

  @Test
  void parametersCountFromZeroInEachStatement() {
    assertThat(KarstParser.parseScript("select ?; select ?, ?").get(1).toString()).contains("?, ?");
  }
}
