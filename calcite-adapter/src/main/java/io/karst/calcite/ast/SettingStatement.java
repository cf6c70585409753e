package io.karst.calcite.ast;

import java.util.Arrays;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/** Session settings. Names are in lower case; SET TIME ZONE sets {@code timezone}. */
public sealed interface SettingStatement extends KarstStatement {

  /**
   * {@code SET [SESSION | LOCAL] name {= | TO} value, ...}.
   *
   * @param local until the end of the transaction
   * @param name lower case, parts joined by dots
   * @param values as text; empty stands for DEFAULT
   */
  record SetSetting(boolean local, String name, List<String> values) implements SettingStatement {
    public SetSetting {
      values = List.copyOf(values);
    }

    @Override
    public String tag() {
      return "SET";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword(local ? "SET LOCAL" : "SET");
      settingName(writer, name);
      writer.keyword("TO");
      Clauses.keywordIf(writer, values.isEmpty(), "DEFAULT");
      boolean first = true;
      for (String value : values) {
        Clauses.comma(writer, first);
        first = false;
        Clauses.literal(writer, value);
      }
    }
  }

  /** {@code SET SCHEMA 'name'} or {@code USE name}: where unqualified names are looked up. */
  record SetSchema(SqlIdentifier schema) implements SettingStatement {
    @Override
    public String tag() {
      return "SET";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("USE");
      Clauses.node(writer, schema);
    }
  }

  /**
   * {@code RESET {name | ALL}}.
   *
   * @param name null: all
   */
  record ResetSetting(@Nullable String name) implements SettingStatement {
    @Override
    public String tag() {
      return "RESET";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("RESET");
      nameOrAll(writer, name);
    }
  }

  /**
   * {@code SHOW {name | ALL}}; SHOW TRANSACTION ISOLATION LEVEL shows {@code
   * transaction_isolation}.
   *
   * @param name null: all
   */
  record ShowSetting(@Nullable String name) implements SettingStatement {
    @Override
    public String tag() {
      return "SHOW";
    }

    @Override
    public void unparse(SqlWriter writer) {
      writer.keyword("SHOW");
      nameOrAll(writer, name);
    }
  }

  private static void nameOrAll(SqlWriter writer, @Nullable String name) {
    if (name == null) {
      writer.keyword("ALL");
    } else {
      settingName(writer, name);
    }
  }

  private static void settingName(SqlWriter writer, String name) {
    Clauses.node(
        writer, new SqlIdentifier(Arrays.asList(name.split("\\.", -1)), SqlParserPos.ZERO));
  }
}
