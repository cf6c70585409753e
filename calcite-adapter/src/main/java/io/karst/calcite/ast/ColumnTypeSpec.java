package io.karst.calcite.ast;

import static java.util.Objects.requireNonNull;

import io.karst.calcite.type.KarstTypeSystem;
import io.karst.storage.value.ColumnType;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/**
 * A type name as the parser read it, resolved to the storage type. All types in a Karst syntax tree
 * are of this class, in casts and in column definitions alike, but for {@linkplain NamedTypeSpec
 * domains}.
 */
public final class ColumnTypeSpec extends SqlTypeNameSpec {
  private final ColumnType type;
  private final boolean serial;

  /**
   * Creates a type name.
   *
   * @param type what it stands for
   * @param serial smallserial, serial or bigserial: the type plus an identity
   * @param pos where it is
   */
  public ColumnTypeSpec(ColumnType type, boolean serial, SqlParserPos pos) {
    super(new SqlIdentifier(type.kind().name().toLowerCase(Locale.ROOT), pos), pos);
    this.type = type;
    this.serial = serial;
  }

  /**
   * Returns the storage type of a type in the syntax tree.
   *
   * @throws io.karst.storage.base.KarstException 42704 for a name that the parser does not know
   */
  public static ColumnType of(SqlDataTypeSpec spec) {
    if (spec.getTypeNameSpec() instanceof NamedTypeSpec named) {
      throw named.undefined();
    }
    if (spec.getTypeNameSpec() instanceof ColumnTypeSpec columnType) {
      return columnType.type;
    }
    throw new IllegalArgumentException("not a type of the Karst parser: " + spec);
  }

  /** Returns whether the type was written as smallserial, serial or bigserial. */
  public static boolean isSerial(SqlDataTypeSpec spec) {
    return spec.getTypeNameSpec() instanceof ColumnTypeSpec columnType && columnType.serial;
  }

  /** Returns the storage type. */
  public ColumnType columnType() {
    return type;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return relType(type, validator.getTypeFactory());
  }

  /**
   * Returns Calcite's type for a storage type, not nullable: VECTOR becomes REAL ARRAY, JSON
   * becomes VARCHAR of a length that marks it, TIMESTAMPTZ becomes TIMESTAMP WITH LOCAL TIME ZONE.
   */
  public static RelDataType relType(ColumnType type, RelDataTypeFactory factory) {
    int precision = type.precision();
    return switch (type.kind()) {
      case BOOLEAN -> factory.createSqlType(SqlTypeName.BOOLEAN);
      case SMALLINT -> factory.createSqlType(SqlTypeName.SMALLINT);
      case INTEGER -> factory.createSqlType(SqlTypeName.INTEGER);
      case BIGINT -> factory.createSqlType(SqlTypeName.BIGINT);
      case REAL -> factory.createSqlType(SqlTypeName.REAL);
      case DOUBLE -> factory.createSqlType(SqlTypeName.DOUBLE);
      case DECIMAL ->
          precision == 0
              ? factory.createSqlType(SqlTypeName.DECIMAL)
              : factory.createSqlType(SqlTypeName.DECIMAL, precision, type.scale());
      case VARCHAR, CHAR -> characters(precision, factory);
      case JSON ->
          characters(
              type.precision() == 1 ? KarstTypeSystem.JSONB_LENGTH : KarstTypeSystem.JSON_LENGTH,
              factory);
      case BYTEA -> factory.createSqlType(SqlTypeName.VARBINARY);
      case DATE -> factory.createSqlType(SqlTypeName.DATE);
      case TIME -> factory.createSqlType(KarstTypeSystem.TIME, precision);
      case TIMESTAMP -> factory.createSqlType(SqlTypeName.TIMESTAMP, precision);
      case TIMESTAMPTZ ->
          factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision);
      case INTERVAL -> factory.createSqlType(SqlTypeName.INTERVAL_DAY_SECOND);
      case UUID -> factory.createSqlType(SqlTypeName.UUID);
      case VECTOR -> factory.createArrayType(factory.createSqlType(SqlTypeName.REAL), -1);
      case ARRAY -> array(relType(requireNonNull(type.element()), factory), factory);
    };
  }

  private static RelDataType characters(int precision, RelDataTypeFactory factory) {
    SqlTypeName name = SqlTypeName.VARCHAR;
    RelDataType bare =
        precision == 0 ? factory.createSqlType(name) : factory.createSqlType(name, precision);
    return factory.createTypeWithCharsetAndCollation(
        bare, factory.getDefaultCharset(), SqlCollation.IMPLICIT);
  }

  private static RelDataType array(RelDataType element, RelDataTypeFactory factory) {
    return factory.createArrayType(factory.createTypeWithNullability(element, true), -1);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrec, int rightPrec) {
    writer.keyword(serial ? serialName() : sql(type));
  }

  private String serialName() {
    return switch (type.kind()) {
      case SMALLINT -> "SMALLSERIAL";
      case BIGINT -> "BIGSERIAL";
      default -> "SERIAL";
    };
  }

  private static String sql(ColumnType type) {
    String name = type.toString().toUpperCase(Locale.ROOT);
    return switch (type.kind()) {
      case TIME -> "TIME(" + type.precision() + ")";
      case TIMESTAMP -> "TIMESTAMP(" + type.precision() + ")";
      case TIMESTAMPTZ -> "TIMESTAMP(" + type.precision() + ") WITH TIME ZONE";
      case VECTOR -> type.precision() == 0 ? "VECTOR" : name;
      case ARRAY -> sql(requireNonNull(type.element())) + " ARRAY";
      default -> name;
    };
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec spec, Litmus litmus) {
    if (spec instanceof ColumnTypeSpec other && type.equals(other.type) && serial == other.serial) {
      return litmus.succeed();
    }
    return litmus.fail("{} != {}", this, spec);
  }

  @Override
  public String toString() {
    return serial ? serialName() : sql(type);
  }
}
