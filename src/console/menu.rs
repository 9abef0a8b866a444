//! Menus: what can be done with a row.

use super::{Action, Row};

/// The acts that fit a row, for those who do not know the chord or whose terminal swallows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Menu {
    /// What they are done with; the view shows it in full.
    pub row: Row,
    /// The acts, in the order of the digits.
    pub items: Vec<Action>,
    /// The one Enter takes.
    pub at: usize,
}

/// What may be done with a review.
const REVIEW: &[Action] = &[
    Action::AarNext,
    Action::AddFinding,
    Action::AnswerFinding,
    Action::MoveItem,
    Action::CheckSeal,
    Action::ReadReview,
    Action::OtherReview,
    Action::OpenReview,
];

impl Row {
    /// Every act that may fit this kind of row; the most common first.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of row, with its acts and no more")]
    pub fn acts(&self) -> &'static [Action] {
        match self {
            Self::Incident(_) => &[
                Action::ShowIncident,
                Action::NewOrder,
                Action::WhoCanCome,
                Action::GradeIncident,
                Action::IncidentStatus,
                Action::Figure,
                Action::Report,
                Action::StartPlan,
                Action::MergeIncident,
                Action::SplitIncident,
                Action::CodeIncident,
            ],
            Self::Line(_) => &[Action::Amend, Action::Strike],
            Self::Entry(_) => &[Action::ThenHere, Action::Amend, Action::Strike],
            Self::Team(_) => &[
                Action::NewOrder,
                Action::AssignTeam,
                Action::TeamStatus,
                Action::Position,
                Action::Withdraw,
                Action::DraftAid,
            ],
            Self::Order(_) => {
                &[Action::AckOnBehalf, Action::Call, Action::CountHeads, Action::EndOrder, Action::Strike]
            }
            Self::Mobilisation(_) => &[
                Action::AssemblyNext,
                Action::RollCall,
                Action::Depart,
                Action::OnTheWay,
                Action::ReachScene,
                Action::CheckIn,
                Action::GiveTask,
                Action::Divert,
                Action::SendHome,
                Action::Substitute,
                Action::CloseMobilisation,
            ],
            Self::Step(..) => {
                &[Action::StepDone, Action::StepDoing, Action::NewOrder, Action::StepBlocked, Action::StepSkipped]
            }
            Self::Conflict(_) => &[Action::Settle],
            Self::Paper(_) => &[
                Action::ReadReport,
                Action::WritePart,
                Action::SubmitReport,
                Action::SignReport,
                Action::SendReport,
                Action::ConfirmReceipt,
                Action::Call,
                Action::ReturnReport,
                Action::DropReport,
            ],
            Self::Seat(_) | Self::Item(..) => &[Action::SwitchAnswer],
            Self::Consult(_) => &[
                Action::ConsultNext,
                Action::Call,
                Action::Attend,
                Action::GiveOpinion,
                Action::ProposeAction,
                Action::ReadMinutes,
                Action::ReadPack,
                Action::RequestConsult,
                Action::CancelConsult,
            ],
            Self::Material(_) | Self::Consignment(..) | Self::Requisition(_) | Self::Shelter(_) => self.resource_acts(),
            Self::Aid(_) => &[
                Action::AidNext,
                Action::SendAid,
                Action::AcceptAid,
                Action::GrantAid,
                Action::RefuseAid,
                Action::TellAid,
                Action::SettleAid,
                Action::ReadAid,
                Action::DraftAid,
                Action::WithdrawAid,
            ],
            Self::Shared(..) => &[Action::DraftAid, Action::ShareList],
            Self::Onsite(_) => ON_SCENE,
            Self::Aar(_) => REVIEW,
            Self::Organ(_) => &[Action::NewOrder],
            Self::Inject(_) => &[Action::DrillFire],
            Self::Session(_) | Self::Quiet(_) | Self::Place(_) => &[],
        }
    }

    /// The same of a row of the board of resources.
    fn resource_acts(&self) -> &'static [Action] {
        match self {
            Self::Material(_) => &[Action::NewResource, Action::ReserveStock, Action::StockIn, Action::WriteOffStock],
            Self::Consignment(..) => &[
                Action::ResourceNext,
                Action::IssueStock,
                Action::SendStock,
                Action::ReceiveStock,
                Action::ReturnStock,
                Action::WriteOffStock,
                Action::FreeStock,
            ],
            Self::Requisition(_) => &[Action::ResourceNext, Action::ReturnStock, Action::Compensate],
            Self::Shelter(_) => &[Action::ShelterWord],
            _ => &[],
        }
    }
}

/// What is done on a scene besides what has a digit.
const ON_SCENE: &[Action] = &[
    Action::OnsiteNext,
    Action::OnsiteTask,
    Action::OnsiteProgress,
    Action::OnsiteInOut,
    Action::OnsiteCount,
    Action::OnsiteCasualty,
    Action::OnsiteRequest,
    Action::OnsiteSearch,
    Action::OnsiteEvidence,
    Action::Withdraw,
    Action::OnsiteCountAll,
    Action::OnsiteReEnter,
    Action::OnsiteStable,
    Action::OnsiteGiveOver,
    Action::OnsiteClose,
];
