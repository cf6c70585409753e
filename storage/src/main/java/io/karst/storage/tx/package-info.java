/**
 * Transactions over collections: one snapshot for all of them, one change log entry per collection
 * and commit, atomic commits across collections through a journal.
 */
@NullMarked
package io.karst.storage.tx;

import org.jspecify.annotations.NullMarked;
