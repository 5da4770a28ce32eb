package org.durumi.cases;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The case files that row-level security lets the actor see. */
interface CaseFiles extends Repository<CaseFile, UUID> {

	Optional<CaseFile> findById(UUID id);

	/** Keeps others from moving the same file until this transaction ends. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("select file from CaseFile file where file.id = :id")
	Optional<CaseFile> lock(UUID id);

	CaseFile saveAndFlush(CaseFile file);

}
