package io.karst.jdbc;

import io.karst.storage.value.ColumnType;
import io.karst.storage.value.TypeKind;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types a column can have, as {@code getTypeInfo} lists them. */
final class MetadataTypes {
  private static final List<ColumnType> ALL =
      List.of(
          ColumnType.BOOLEAN,
          ColumnType.SMALLINT,
          ColumnType.INTEGER,
          ColumnType.BIGINT,
          ColumnType.REAL,
          ColumnType.DOUBLE,
          ColumnType.decimal(0, 0),
          ColumnType.varchar(1),
          ColumnType.TEXT,
          ColumnType.JSON,
          ColumnType.JSONB,
          new ColumnType(TypeKind.CHAR, 1, 0, null),
          ColumnType.BYTEA,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP,
          ColumnType.TIMESTAMPTZ,
          ColumnType.INTERVAL,
          ColumnType.UUID,
          ColumnType.vector(1));

  private MetadataTypes() {}

  static ResultSet typeInfo() {
    MetadataRows rows =
        new MetadataRows(
            """
            TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS
            NULLABLE:short CASE_SENSITIVE:boolean SEARCHABLE:short UNSIGNED_ATTRIBUTE:boolean
            FIXED_PREC_SCALE:boolean AUTO_INCREMENT:boolean LOCAL_TYPE_NAME MINIMUM_SCALE:short
            MAXIMUM_SCALE:short SQL_DATA_TYPE:int SQL_DATETIME_SUB:int NUM_PREC_RADIX:int
            """);
    for (ColumnType type : ALL) {
      String prefix = prefix(type);
      boolean decimal = type.kind() == TypeKind.DECIMAL;
      rows.add(
          JdbcType.name(type),
          JdbcType.code(type),
          maximum(type),
          prefix,
          prefix == null ? null : "'",
          parameters(type),
          DatabaseMetaData.typeNullable,
          JdbcType.isCaseSensitive(type),
          DatabaseMetaData.typeSearchable,
          !JdbcType.isSigned(type),
          false,
          isIdentityType(type),
          null,
          0,
          decimal ? 38 : JdbcType.scale(type),
          0,
          0,
          10);
    }
    return rows.sortedBy(1).resultSet();
  }

  private static int maximum(ColumnType type) {
    return switch (type.kind()) {
      case VARCHAR, CHAR -> Integer.MAX_VALUE;
      case VECTOR -> 65_535;
      default -> JdbcType.precision(type);
    };
  }

  private static @Nullable String prefix(ColumnType type) {
    return switch (type.kind()) {
      case VARCHAR, CHAR, JSON, BYTEA, UUID, VECTOR -> "'";
      case DATE -> "DATE '";
      case TIME -> "TIME '";
      case TIMESTAMP, TIMESTAMPTZ -> "TIMESTAMP '";
      case INTERVAL -> "INTERVAL '";
      default -> null;
    };
  }

  private static @Nullable String parameters(ColumnType type) {
    return switch (type.kind()) {
      case DECIMAL -> "precision,scale";
      case VARCHAR -> type.precision() == 0 ? null : "length";
      case CHAR -> "length";
      case VECTOR -> "dimensions";
      default -> null;
    };
  }

  private static boolean isIdentityType(ColumnType type) {
    return type.kind() == TypeKind.SMALLINT
        || type.kind() == TypeKind.INTEGER
        || type.kind() == TypeKind.BIGINT;
  }
}
