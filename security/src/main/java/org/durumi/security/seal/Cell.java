package org.durumi.security.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The one place a sealed value belongs to. A ciphertext moved to another cell does not
 * open.
 *
 * @param table the table, with its schema
 * @param row the row's id, made before the row is written
 * @param caseId the case, or the nil UUID for a value that belongs to none
 */
public record Cell(String table, String column, UUID row, UUID caseId) {

	private static final byte[] LABEL = "durumi/aad/v1".getBytes(StandardCharsets.US_ASCII);

	/** What the ciphertext is bound to: the label, then each part behind its length. */
	public byte[] aad() {
		byte[] tableName = this.table.getBytes(StandardCharsets.UTF_8);
		byte[] columnName = this.column.getBytes(StandardCharsets.UTF_8);
		ByteBuffer aad = ByteBuffer.allocate(LABEL.length + 16 + tableName.length + columnName.length + 32);
		aad.put(LABEL);
		aad.putInt(tableName.length).put(tableName);
		aad.putInt(columnName.length).put(columnName);
		put(aad, this.row);
		put(aad, this.caseId);
		return aad.array();
	}

	private static void put(ByteBuffer target, UUID id) {
		target.putInt(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
	}

}
