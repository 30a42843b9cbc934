"""Claims of a kind and of a type are found in the order of their days."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.drop_index("ix_claims_kind_type", "claims")
    op.create_index("ix_claims_kind_day", "claims", ["kind", "first_day"])
    op.create_index("ix_claims_type_day", "claims", ["type", "first_day"])


def downgrade() -> None:
    op.drop_index("ix_claims_type_day", "claims")
    op.drop_index("ix_claims_kind_day", "claims")
    op.create_index("ix_claims_kind_type", "claims", ["kind", "type"])
