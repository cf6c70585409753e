package io.karst.storage.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karst.storage.base.KarstException;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UuidsTest {
  @Test
  void v7GrowsAndCarriesItsType() {
    UUID last = new UUID(0, 0);
    for (int i = 0; i < 20_000; i++) {
      // The clock goes back now and then.
      UUID id = Uuids.v7(1_700_000_000_000L - i % 7, 0xABCD, new SplittableRandom(i));
      assertThat(EntityId.compare(id, last)).isPositive();
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(Uuids.typeNumberOf(id)).isEqualTo(0xABCD);
      last = id;
    }
  }

  @Test
  void v7Layout() {
    assertThat(Uuids.v7OfTick(0x0123456789ABL << 12 | 0xDEF, 7, -1L))
        .hasToString("01234567-89ab-7def-bfff-ffffffff0007");
    assertThat(Uuids.v7OfTick(0, 0, 0)).hasToString("00000000-0000-7000-8000-000000000000");
    assertThatThrownBy(() -> Uuids.v7(0, 65536)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherIdsHaveNoType() {
    assertThat(Uuids.typeNumberOf(new UUID(0, 0))).isEqualTo(-1);
    assertThat(Uuids.typeNumberOf(UUID.fromString("0190d5c2-0000-4000-8000-000000000001")))
        .isEqualTo(-1);
  }

  @Test
  void idsAreUnsigned() {
    UUID small = new UUID(0x7FFF_FFFF_FFFF_FFFFL, -1);
    UUID large = new UUID(0x8000_0000_0000_0000L, 0);
    assertThat(EntityId.compare(small, large)).isNegative();
    assertThat(EntityId.ORDER.compare(large, small)).isPositive();
    byte[] bytes = EntityId.toBytes(large);
    assertThat(bytes[0]).isEqualTo((byte) 0x80);
    assertThat(EntityId.read(bytes, 0)).isEqualTo(large);
    assertThatThrownBy(() -> EntityId.read(bytes, 1)).isInstanceOf(KarstException.class);
  }
}
