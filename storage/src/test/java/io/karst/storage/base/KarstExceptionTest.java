package io.karst.storage.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KarstExceptionTest {
  @Test
  void everyCodeHasItsOwnSqlState() {
    Set<String> states = new HashSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(code.sqlState()).as(code.name()).matches("[0-9A-Z]{5}");
      assertThat(states.add(code.sqlState())).as(code.name()).isTrue();
    }
  }

  @Test
  void carriesCodeAndOptionalParts() {
    KarstException plain = new KarstException(ErrorCode.UNIQUE_VIOLATION, "duplicate key");
    assertThat(plain.code()).isEqualTo(ErrorCode.UNIQUE_VIOLATION);
    assertThat(plain.sqlState()).isEqualTo("23505");
    assertThat(plain.detail()).isNull();
    assertThat(plain.hint()).isNull();
    assertThat(plain.hasPosition()).isFalse();

    KarstException full =
        plain.withDetail("Key (id)=(7) already exists.").withHint("Use ON CONFLICT.");
    assertThat(full.withPosition(2, 5)).isSameAs(plain);
    assertThat(full.detail()).isEqualTo("Key (id)=(7) already exists.");
    assertThat(full.hint()).isEqualTo("Use ON CONFLICT.");
    assertThat(full.line()).isEqualTo(2);
    assertThat(full.column()).isEqualTo(5);
  }

  @Test
  void onlyLostRacesAreRetryable() {
    assertThat(ErrorCode.SERIALIZATION_FAILURE.isRetryable()).isTrue();
    assertThat(ErrorCode.DEADLOCK.isRetryable()).isTrue();
    assertThat(ErrorCode.COMMIT_UNKNOWN.isRetryable()).isFalse();
  }
}
