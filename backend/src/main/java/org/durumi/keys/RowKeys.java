package org.durumi.keys;

import org.durumi.audit.AuditedByCaller;
import org.durumi.security.seal.Cell;
import org.durumi.security.seal.CompartmentKey;
import org.durumi.security.seal.RootKey;
import org.durumi.security.seal.Sealed;
import org.durumi.security.seal.SealedType;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals what belongs to no case yet with a key that is used once and lies, wrapped by the
 * root keyset, in the very row: whoever does not see the row has no key, and the key goes
 * with the row.
 * <p>
 * Not guaranteed: that a backup taken before cannot open it; it holds the row as it was.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class RowKeys {

	private final RootKey root;

	RowKeys(RootKey root) {
		this.root = root;
	}

	/**
	 * A sealed value and its key.
	 *
	 * @param wrapped the key, bound to the value's cell
	 */
	public record Kept<T>(Sealed<T> value, byte[] wrapped, String wrappingKeyId) {

		@Override
		public String toString() {
			return "[sealed]";
		}

	}

	/** Seals a value with a new key. */
	@AuditedByCaller("The draft that is kept.")
	public <T> Kept<T> seal(Cell cell, SealedType<T> type, T value) {
		CompartmentKey key = this.root.newCompartmentKey();
		return new Kept<>(key.seal(cell, type, value), this.root.wrap(key, cell.row(), use(cell)), this.root.id());
	}

	/**
	 * Opens a value. That is an event, which the caller has written before.
	 * @throws org.durumi.security.seal.CannotOpen if value or key were altered or moved
	 */
	@AuditedByCaller("The opening of the draft.")
	public <T> T open(byte[] wrapped, Cell cell, Sealed<T> sealed) {
		return this.root.unwrap(wrapped, cell.row(), use(cell)).open(cell, sealed);
	}

	private static String use(Cell cell) {
		return "row/" + cell.table() + "/" + cell.caseId();
	}

}
