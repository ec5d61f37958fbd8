package io.github.dqlite4j.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/**
 * The methods of a result set that this driver does not have, above all those that change
 * rows.
 */
abstract class UnsupportedResultSet implements ResultSet {

	@Override
	public boolean absolute(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("absolute");
	}

	@Override
	public void afterLast() throws SQLException {
		throw SqlExceptions.unsupported("afterLast");
	}

	@Override
	public void beforeFirst() throws SQLException {
		throw SqlExceptions.unsupported("beforeFirst");
	}

	@Override
	public void cancelRowUpdates() throws SQLException {
		throw SqlExceptions.unsupported("cancelRowUpdates");
	}

	@Override
	public void deleteRow() throws SQLException {
		throw SqlExceptions.unsupported("deleteRow");
	}

	@Override
	public boolean first() throws SQLException {
		throw SqlExceptions.unsupported("first");
	}

	@Override
	public Array getArray(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("getArray");
	}

	@Override
	public String getCursorName() throws SQLException {
		throw SqlExceptions.unsupported("getCursorName");
	}

	@Override
	public Ref getRef(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("getRef");
	}

	@Override
	public RowId getRowId(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("getRowId");
	}

	@Override
	public SQLXML getSQLXML(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("getSQLXML");
	}

	@Override
	@Deprecated
	public InputStream getUnicodeStream(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("getUnicodeStream");
	}

	@Override
	public void insertRow() throws SQLException {
		throw SqlExceptions.unsupported("insertRow");
	}

	@Override
	public boolean isLast() throws SQLException {
		throw SqlExceptions.unsupported("isLast");
	}

	@Override
	public boolean last() throws SQLException {
		throw SqlExceptions.unsupported("last");
	}

	@Override
	public void moveToCurrentRow() throws SQLException {
		throw SqlExceptions.unsupported("moveToCurrentRow");
	}

	@Override
	public void moveToInsertRow() throws SQLException {
		throw SqlExceptions.unsupported("moveToInsertRow");
	}

	@Override
	public boolean previous() throws SQLException {
		throw SqlExceptions.unsupported("previous");
	}

	@Override
	public void refreshRow() throws SQLException {
		throw SqlExceptions.unsupported("refreshRow");
	}

	@Override
	public boolean relative(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("relative");
	}

	@Override
	public boolean rowDeleted() throws SQLException {
		throw SqlExceptions.unsupported("rowDeleted");
	}

	@Override
	public boolean rowInserted() throws SQLException {
		throw SqlExceptions.unsupported("rowInserted");
	}

	@Override
	public boolean rowUpdated() throws SQLException {
		throw SqlExceptions.unsupported("rowUpdated");
	}

	@Override
	public void updateArray(String arg0, Array arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateArray");
	}

	@Override
	public void updateArray(int arg0, Array arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateArray");
	}

	@Override
	public void updateAsciiStream(String arg0, InputStream arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateAsciiStream");
	}

	@Override
	public void updateAsciiStream(String arg0, InputStream arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateAsciiStream");
	}

	@Override
	public void updateAsciiStream(String arg0, InputStream arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateAsciiStream");
	}

	@Override
	public void updateAsciiStream(int arg0, InputStream arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateAsciiStream");
	}

	@Override
	public void updateAsciiStream(int arg0, InputStream arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateAsciiStream");
	}

	@Override
	public void updateAsciiStream(int arg0, InputStream arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateAsciiStream");
	}

	@Override
	public void updateBigDecimal(String arg0, BigDecimal arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBigDecimal");
	}

	@Override
	public void updateBigDecimal(int arg0, BigDecimal arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBigDecimal");
	}

	@Override
	public void updateBinaryStream(String arg0, InputStream arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateBinaryStream");
	}

	@Override
	public void updateBinaryStream(String arg0, InputStream arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateBinaryStream");
	}

	@Override
	public void updateBinaryStream(String arg0, InputStream arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBinaryStream");
	}

	@Override
	public void updateBinaryStream(int arg0, InputStream arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateBinaryStream");
	}

	@Override
	public void updateBinaryStream(int arg0, InputStream arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateBinaryStream");
	}

	@Override
	public void updateBinaryStream(int arg0, InputStream arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBinaryStream");
	}

	@Override
	public void updateBlob(String arg0, InputStream arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateBlob");
	}

	@Override
	public void updateBlob(String arg0, InputStream arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBlob");
	}

	@Override
	public void updateBlob(String arg0, Blob arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBlob");
	}

	@Override
	public void updateBlob(int arg0, InputStream arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateBlob");
	}

	@Override
	public void updateBlob(int arg0, InputStream arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBlob");
	}

	@Override
	public void updateBlob(int arg0, Blob arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBlob");
	}

	@Override
	public void updateBoolean(String arg0, boolean arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBoolean");
	}

	@Override
	public void updateBoolean(int arg0, boolean arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBoolean");
	}

	@Override
	public void updateByte(String arg0, byte arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateByte");
	}

	@Override
	public void updateByte(int arg0, byte arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateByte");
	}

	@Override
	public void updateBytes(String arg0, byte[] arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBytes");
	}

	@Override
	public void updateBytes(int arg0, byte[] arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateBytes");
	}

	@Override
	public void updateCharacterStream(String arg0, Reader arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateCharacterStream");
	}

	@Override
	public void updateCharacterStream(String arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateCharacterStream");
	}

	@Override
	public void updateCharacterStream(String arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateCharacterStream");
	}

	@Override
	public void updateCharacterStream(int arg0, Reader arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateCharacterStream");
	}

	@Override
	public void updateCharacterStream(int arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateCharacterStream");
	}

	@Override
	public void updateCharacterStream(int arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateCharacterStream");
	}

	@Override
	public void updateClob(String arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateClob");
	}

	@Override
	public void updateClob(String arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateClob");
	}

	@Override
	public void updateClob(String arg0, Clob arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateClob");
	}

	@Override
	public void updateClob(int arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateClob");
	}

	@Override
	public void updateClob(int arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateClob");
	}

	@Override
	public void updateClob(int arg0, Clob arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateClob");
	}

	@Override
	public void updateDate(String arg0, Date arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateDate");
	}

	@Override
	public void updateDate(int arg0, Date arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateDate");
	}

	@Override
	public void updateDouble(String arg0, double arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateDouble");
	}

	@Override
	public void updateDouble(int arg0, double arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateDouble");
	}

	@Override
	public void updateFloat(String arg0, float arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateFloat");
	}

	@Override
	public void updateFloat(int arg0, float arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateFloat");
	}

	@Override
	public void updateInt(String arg0, int arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateInt");
	}

	@Override
	public void updateInt(int arg0, int arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateInt");
	}

	@Override
	public void updateLong(String arg0, long arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateLong");
	}

	@Override
	public void updateLong(int arg0, long arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateLong");
	}

	@Override
	public void updateNCharacterStream(String arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateNCharacterStream");
	}

	@Override
	public void updateNCharacterStream(String arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNCharacterStream");
	}

	@Override
	public void updateNCharacterStream(int arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateNCharacterStream");
	}

	@Override
	public void updateNCharacterStream(int arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNCharacterStream");
	}

	@Override
	public void updateNClob(String arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateNClob");
	}

	@Override
	public void updateNClob(String arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNClob");
	}

	@Override
	public void updateNClob(String arg0, NClob arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNClob");
	}

	@Override
	public void updateNClob(int arg0, Reader arg1, long arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateNClob");
	}

	@Override
	public void updateNClob(int arg0, Reader arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNClob");
	}

	@Override
	public void updateNClob(int arg0, NClob arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNClob");
	}

	@Override
	public void updateNString(String arg0, String arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNString");
	}

	@Override
	public void updateNString(int arg0, String arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateNString");
	}

	@Override
	public void updateNull(String arg0) throws SQLException {
		throw SqlExceptions.unsupported("updateNull");
	}

	@Override
	public void updateNull(int arg0) throws SQLException {
		throw SqlExceptions.unsupported("updateNull");
	}

	@Override
	public void updateObject(String arg0, Object arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateObject");
	}

	@Override
	public void updateObject(String arg0, Object arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateObject");
	}

	@Override
	public void updateObject(int arg0, Object arg1, int arg2) throws SQLException {
		throw SqlExceptions.unsupported("updateObject");
	}

	@Override
	public void updateObject(int arg0, Object arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateObject");
	}

	@Override
	public void updateRef(String arg0, Ref arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateRef");
	}

	@Override
	public void updateRef(int arg0, Ref arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateRef");
	}

	@Override
	public void updateRow() throws SQLException {
		throw SqlExceptions.unsupported("updateRow");
	}

	@Override
	public void updateRowId(String arg0, RowId arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateRowId");
	}

	@Override
	public void updateRowId(int arg0, RowId arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateRowId");
	}

	@Override
	public void updateSQLXML(String arg0, SQLXML arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateSQLXML");
	}

	@Override
	public void updateSQLXML(int arg0, SQLXML arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateSQLXML");
	}

	@Override
	public void updateShort(String arg0, short arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateShort");
	}

	@Override
	public void updateShort(int arg0, short arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateShort");
	}

	@Override
	public void updateString(String arg0, String arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateString");
	}

	@Override
	public void updateString(int arg0, String arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateString");
	}

	@Override
	public void updateTime(String arg0, Time arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateTime");
	}

	@Override
	public void updateTime(int arg0, Time arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateTime");
	}

	@Override
	public void updateTimestamp(String arg0, Timestamp arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateTimestamp");
	}

	@Override
	public void updateTimestamp(int arg0, Timestamp arg1) throws SQLException {
		throw SqlExceptions.unsupported("updateTimestamp");
	}

}
