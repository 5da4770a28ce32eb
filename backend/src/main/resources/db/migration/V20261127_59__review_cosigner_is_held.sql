-- A supervisor's key that was exchanged for another is found like any other row that was edited.

SET ROLE durumi_owner;
CALL casework.hold_rows('review.cosigner', 'id', '{id}', '{reviewer, verifier, private_key, row_key, wrapping_key_id}');
RESET ROLE;
