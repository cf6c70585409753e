package io.karst.calcite.ast;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** A type name that the parser does not know: that of a domain, or of nothing. */
public final class NamedTypeSpec extends SqlTypeNameSpec {
  private final boolean array;
  private final boolean modified;

  /**
   * Creates a type name.
   *
   * @param name as written, with or without its schema
   * @param modified whether numbers in parentheses follow it
   * @param array whether it is the type of arrays of that type
   */
  public NamedTypeSpec(SqlIdentifier name, boolean modified, boolean array, SqlParserPos pos) {
    super(name, pos);
    this.modified = modified;
    this.array = array;
  }

  /** Returns the type of arrays of this type. */
  public NamedTypeSpec arrayOf(SqlParserPos pos) {
    return new NamedTypeSpec(getTypeName(), modified, true, pos);
  }

  /** Returns the same with another name. */
  public NamedTypeSpec of(String schema, String name) {
    SqlIdentifier qualified =
        new SqlIdentifier(List.of(schema, name), getTypeName().getParserPosition());
    return new NamedTypeSpec(qualified, modified, array, getParserPos());
  }

  /** Returns 42704: there is no such type. */
  public KarstException undefined() {
    return at(ErrorCode.UNDEFINED_OBJECT, "type \"" + this + "\" does not exist");
  }

  /** Requires that the name of a domain stands alone. */
  public void requirePlain() {
    if (array) {
      throw at(
          ErrorCode.FEATURE_NOT_SUPPORTED,
          "arrays of domain " + getTypeName() + " are not supported");
    }
    if (modified) {
      throw at(
          ErrorCode.SYNTAX_ERROR,
          "type modifier is not allowed for type \"" + getTypeName() + "\"");
    }
  }

  private KarstException at(ErrorCode code, String message) {
    SqlParserPos pos = getParserPos();
    KarstException error = new KarstException(code, message);
    return pos.getLineNum() > 0 ? error.withPosition(pos.getLineNum(), pos.getColumnNum()) : error;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    throw undefined();
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    getTypeName().unparse(writer, leftPrec, rightPrec);
    if (array) {
      writer.keyword("ARRAY");
    }
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec spec, Litmus litmus) {
    if (spec instanceof NamedTypeSpec other
        && array == other.array
        && getTypeName().equalsDeep(other.getTypeName(), litmus)) {
      return litmus.succeed();
    }
    return litmus.fail("{} != {}", this, spec);
  }

  @Override
  public String toString() {
    return getTypeName() + (array ? "[]" : "");
  }
}
